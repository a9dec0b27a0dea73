import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Freshsales calls for whole visits from a cold start, beside RudderStack's for the same events:
 * `node test/bench/sessions.ts`. The visits are those of test/edge/delivery/sessions.test.ts, which
 * runs here and tells how many calls each took; effort.test.ts beside it tells them by kind for new
 * and known people, with the account's lists read.
 */
const { sessions } = JSON.parse(
  readFileSync('test/fixtures/vectors/baseline-sessions.json', 'utf8'),
) as {
  sessions: { id: string; rudderStack: { apiCalls: number } }[]
}
const vitest = path.join('node_modules', 'vitest', 'vitest.mjs')
const reporter = path.join('test', 'faults', 'figures.ts')
const run = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--project',
    'edge',
    '--reporter',
    reporter,
    'test/edge/delivery/sessions',
    'test/edge/delivery/effort',
  ],
  { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
)
const ours = new Map(
  [...run.stdout.matchAll(/^ {4}([\w-]+): (\d+) calls$/gm)].map(([, id, calls]) => [
    id,
    Number(calls),
  ]),
)
const lines = sessions.map(({ id, rudderStack }) => ({
  visit: id,
  calls: ours.get(id) ?? Number.NaN,
  RudderStack: rudderStack.apiCalls,
}))
const sum = (key: 'calls' | 'RudderStack') => lines.reduce((total, line) => total + line[key], 0)
console.table([...lines, { visit: 'all', calls: sum('calls'), RudderStack: sum('RudderStack') }])
const byKind = /^✓ (takes .*?) \(\d.*\n {4}(\d+) calls: (.*)$/gm
for (const [, person, count, kinds] of run.stdout.matchAll(byKind))
  console.log(`${count} calls, ${person}: ${kinds}`)
if (run.status !== 0) {
  console.error(run.stdout)
  process.exitCode = 1
}
