/** Before `npm start`: builds what is older than its sources, and says so, for it takes a while. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'

const SHARED = ['src', 'rollup.config.mjs', 'package-lock.json']
const PRODUCT = ['dist/sdk.js', 'dist/stub.js', 'dist/worker.js', 'dist/console.js']
const DEMO = ['.demo/freshsales.js', '.demo/page/page.js']

/** Git writes a clone's files within this time, in any order: dist/ is in step with the sources then. */
const CHECKOUT_MS = 60_000

// No demo was built yet: this is a fresh clone, whose product is there.
const isFresh = !DEMO.every((file) => existsSync(file))
const isProductOld = isOlder(PRODUCT, SHARED, isFresh ? CHECKOUT_MS : 0)
const isDemoOld = isOlder(DEMO, [...SHARED, 'demo/freshsales'], 0)

if (isProductOld) build('Building, for half a minute; a slow machine takes two …')
else if (isDemoOld) build('Building the simulated CRM, some seconds …', '--configOnly', 'demo/')
if (isFresh && !isProductOld) for (const file of PRODUCT) utimesSync(file, new Date(), new Date())

function build(message: string, ...only: string[]): void {
  console.log(`\n  ${message}`)
  execFileSync('rollup', ['-c', '--silent', ...only], { stdio: ['ignore', 'ignore', 'inherit'] })
}

function isOlder(built: string[], sources: string[], toleranceMs: number): boolean {
  if (!built.every((file) => existsSync(file))) return true
  const newest = Math.max(...sources.flatMap(filesOf).map((file) => statSync(file).mtimeMs))
  const oldest = Math.min(...built.map((file) => statSync(file).mtimeMs))
  return newest > oldest + toleranceMs
}

function filesOf(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}
