import { spawnSync } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import path from 'node:path'

/**
 * Real form stacks, each with a success, a refusal, a correction, and the page's own validation:
 * `npm run bench -- zoo`. Their libraries are installed once, apart from those of the project.
 */
const root = path.join(import.meta.dirname, '../..')
const zoo = path.join(root, '.demo/zoo')

cpSync(path.join(root, 'test/fixtures/zoo'), zoo, { recursive: true })
if (!existsSync(path.join(zoo, 'node_modules')))
  spawnSync('sh', ['install.sh'], { cwd: zoo, stdio: 'inherit' })
const { status } = spawnSync(
  process.execPath,
  [path.join(zoo, 'run.mjs'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
process.exitCode = status ?? 1
