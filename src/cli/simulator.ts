import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { packageRoot } from '../testing/packageRoot.ts'
import { say } from './say.ts'

const USAGE = `
npx freshsales-edge simulator [--port 8788] [--directory .freshsales]

Runs a Freshsales of your own: its API at http://localhost:8788 with the key demo-api-key, and its
page in the browser. What is written is kept in the directory.
`

/** Runs the simulated CRM by Wrangler, which is fetched by npx where it is not installed. */
export async function simulator(typed: readonly string[], directory: string): Promise<number> {
  const { values } = parseArgs({
    args: [...typed],
    options: {
      port: { type: 'string', default: '8788' },
      directory: { type: 'string', default: '.freshsales' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return say(USAGE)
  if (!/^\d{1,5}$/.test(values.port)) return say(`--port takes a number, not "${values.port}".`, 2)
  const root = packageRoot()
  const wrangler = spawn(
    'npx',
    [
      ...['--yes', 'wrangler@4', 'dev', path.join(root, '.demo', 'freshsales.js'), '--no-bundle'],
      ...['--config', path.join(root, 'demo', 'freshsales', 'wrangler.jsonc')],
      ...['--port', values.port, '--persist-to', path.resolve(directory, values.directory)],
    ],
    { cwd: directory, stdio: 'inherit' },
  )
  const [code] = (await once(wrangler, 'exit')) as [number | null]
  return code ?? 0
}
