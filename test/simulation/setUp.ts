import { registerHooks } from 'node:module'
import { STAND_INS } from './standIns.ts'

// The outbox is the one that runs in the Worker.
registerHooks({
  resolve(name, context, next) {
    const url = STAND_INS[name]
    return url === undefined ? next(name, context) : { url, shortCircuit: true }
  },
})

// The log of deliveries says nothing here.
for (const name of ['log', 'error', 'warn'] as const) console[name] = () => undefined
