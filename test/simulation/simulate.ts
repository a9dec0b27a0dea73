import './setUp.ts'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    crash: { type: 'string' },
    stories: { type: 'string' },
    minutes: { type: 'string' },
    points: { type: 'string' },
    longest: { type: 'string' },
    jobs: { type: 'string' },
    cost: { type: 'boolean' },
  },
})

const { simulate } = await import('./cli.ts')
process.exitCode = await simulate(values)
