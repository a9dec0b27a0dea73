import { guarded } from '../lib/guarded.ts'

type Listener = readonly [name: string, listener: (payload: never) => unknown]

/** Who wants to hear of events and outcomes; a middleware is a listener that may answer. */
export const listeners = new Set<Listener>()

let isDebugging = false

export const debug = (isOn = true): void => {
  isDebugging = isOn
}

/** Returns its undo. */
export const listen = (...listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const emit = (name: string, payload: unknown): void => {
  if (isDebugging) console.log('analytics:', name, payload)
  for (const [wanted, listener] of listeners) if (wanted === name) guarded(listener, payload)
}
