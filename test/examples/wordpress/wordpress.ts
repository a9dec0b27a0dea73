import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Where Debian's packages `wordpress`, `php-cli`, `php-mysql` and `mariadb-server` have it. */
const DEBIAN = '/usr/share/wordpress'
const NEEDED = [`${DEBIAN}/wp-load.php`, '/usr/bin/php', '/usr/sbin/mariadbd']

export const missing = NEEDED.filter((file) => !existsSync(file))

export const VERSION = missing.length
  ? 'not installed'
  : /wp_version = '([\d.]+)'/.exec(readFileSync(`${DEBIAN}/wp-includes/version.php`, 'utf8'))?.[1]

/** A site of its own, with a database of its own. */
export interface WordPress {
  url: string
  /** Runs PHP in it, and answers with what it prints. */
  php(code: string): Promise<string>
  stop(): Promise<void>
}

const HERE = 'test/examples/wordpress'

/** Debian's WordPress with PHP's own server and MariaDB, the plugin switched on with these settings. */
export async function startWordPress(port: number, settings: object): Promise<WordPress> {
  const directory = mkdtempSync(path.join(tmpdir(), 'wordpress-'))
  const root = path.join(directory, 'site')
  const url = `http://localhost:${port}`
  cpSync(DEBIAN, root, {
    recursive: true,
    dereference: true,
    filter: (file) => !file.startsWith(`${DEBIAN}/wp-content`),
  })
  put(root, 'wp-content/themes/bare', `${HERE}/theme`)
  put(root, 'wp-content/mu-plugins/forms.php', `${HERE}/forms.php`)
  put(root, 'wp-content/plugins/freshsales-edge.php', 'examples/wordpress/freshsales-edge.php')
  const database = await startDatabase(directory)
  writeFileSync(path.join(root, 'wp-config.php'), configuration(database.socket))
  const php = (...parameters: string[]) =>
    run('php', ['-d', 'display_errors=stderr', ...parameters], { cwd: root })
  const install = path.resolve(HERE, 'install.php')
  const { stdout } = await php(install, root, url, JSON.stringify(settings))
  if (stdout !== 'installed') throw new Error(`WordPress was not installed: ${stdout}`)
  const server = spawn(
    'php',
    [
      '-d',
      'display_errors=0',
      '-S',
      `localhost:${port}`,
      '-t',
      root,
      path.resolve(HERE, 'router.php'),
    ],
    { env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' }, stdio: 'ignore', detached: true },
  )
  await whenServed(`${url}/`)
  return {
    url,
    php: async (code) => (await php('-r', `require 'wp-load.php'; ${code}`)).stdout,
    stop: async () => {
      // Its workers are processes of their own.
      process.kill(-Number(server.pid), 'SIGKILL')
      await database.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function put(root: string, place: string, from: string): void {
  mkdirSync(path.dirname(path.join(root, place)), { recursive: true })
  cpSync(from, path.join(root, place), { recursive: true })
}

const configuration = (socket: string): string => `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', 'localhost,127.0.0.1');
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', false);
define('WP_DEBUG_LOG', __DIR__ . '/debug.log');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`

async function startDatabase(
  directory: string,
): Promise<{ socket: string; stop(): Promise<void> }> {
  const data = path.join(directory, 'database')
  const socket = path.join(directory, 'db.sock')
  const user = `--user=${userInfo().username}`
  await run('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    user,
  ])
  const server: ChildProcess = spawn(
    '/usr/sbin/mariadbd',
    ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking', user],
    { stdio: 'ignore' },
  )
  const ask = (query: string) =>
    run('mariadb', ['--no-defaults', `--socket=${socket}`, '-e', query])
  for (let tries = 0; ; tries++) {
    if (await ask('CREATE DATABASE IF NOT EXISTS wordpress').catch(() => undefined)) break
    if (tries > 100) throw new Error('MariaDB does not answer.')
    await pause(100)
  }
  return {
    socket,
    stop: async () => {
      server.kill('SIGKILL')
      await once(server, 'exit')
    },
  }
}

async function whenServed(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    if (tries > 100) throw new Error(`WordPress does not answer: ${answer?.status}`)
    await pause(100)
  }
}
