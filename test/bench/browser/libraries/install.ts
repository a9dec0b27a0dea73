import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import terser from '@rollup/plugin-terser'
import { rollup } from 'rollup'
import { MADE, MODULES } from './library.ts'

/** Umami publishes its tracker only with the whole of its application, of which one file is needed. */
const UMAMI = { package: 'umami@2.10.0', file: 'package/src/tracker/index.js' }

/** What is shipped as source, and the minified file made of it. */
const SOURCES = {
  'umami.js': `${MADE}/${UMAMI.file}`,
  'rudderstack.js': `${MODULES}/@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js`,
  'jitsu.js': `${MODULES}/@jitsu/js/dist/web/p.js.txt`,
}

/** Fetches the peers from npm, once. */
export async function installPeers(): Promise<void> {
  if (Object.keys(SOURCES).every((name) => existsSync(`${MADE}/${name}`))) return
  // Snowplow's form plugin asks for an older tracker than the newest, and has it under another name.
  npm('install', '--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps')
  mkdirSync(MADE, { recursive: true })
  npm('pack', UMAMI.package, '--silent', '--pack-destination', 'node_modules/.made')
  const archive = `${MADE}/${UMAMI.package.replace('@', '-')}.tgz`
  execFileSync('tar', ['-xzf', archive, '-C', MADE, UMAMI.file])
  for (const [name, source] of Object.entries(SOURCES)) {
    const build = await rollup({
      input: source,
      context: 'window',
      plugins: [terser({ ecma: 2020 })],
    })
    await build.write({ file: `${MADE}/${name}`, format: 'iife' })
  }
}

function npm(...given: string[]): void {
  execFileSync('npm', given, { cwd: 'test/bench', stdio: 'inherit' })
}
