import { registerHooks } from 'node:module'
import { parseArgs } from 'node:util'

// The outbox is the one that runs in the Worker; only the runtime's own module is ours.
registerHooks({
  resolve: (name, context, next) =>
    name === 'cloudflare:workers'
      ? { url: new URL('durableObject.ts', import.meta.url).href, shortCircuit: true }
      : next(name, context),
})

// The log of deliveries says nothing here.
for (const name of ['log', 'error', 'warn'] as const) console[name] = () => undefined

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    crash: { type: 'string' },
    stories: { type: 'string' },
    minutes: { type: 'string' },
    points: { type: 'string' },
    cost: { type: 'boolean' },
  },
})

const { simulate } = await import('./cli.ts')
process.exitCode = await simulate(values)
