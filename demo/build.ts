/** Before `npm start`: builds what is older than its sources, and says so, for it takes a while. */
import { execFileSync } from 'node:child_process'
import { existsSync, utimesSync } from 'node:fs'
import { isOlder } from './isOlder.ts'

const PRODUCT = ['dist/sdk.js', 'dist/stub.js', 'dist/worker.js', 'dist/console.js']
const DEMO = ['.demo/freshsales.js', '.demo/page/page.js']

/** Git writes a clone's files within this time, in any order: dist/ is in step with the sources then. */
const CHECKOUT_MS = 60_000

// No demo was built yet: this is a fresh clone, whose product is there.
const isFresh = !DEMO.every((file) => existsSync(file))

if (isOlder(PRODUCT, ['src'], isFresh ? CHECKOUT_MS : 0)) {
  build('Building, for half a minute; a slow machine takes two …')
} else {
  if (isFresh) for (const file of PRODUCT) utimesSync(file, new Date(), new Date())
  if (isOlder(DEMO, ['src', 'demo/freshsales']))
    build('Building the simulated CRM, ten to thirty seconds …', '--configOnly', 'demo/')
}

function build(message: string, ...only: string[]): void {
  console.log(`\n  ${message}`)
  execFileSync('rollup', ['-c', '--silent', ...only], { stdio: ['ignore', 'ignore', 'inherit'] })
}
