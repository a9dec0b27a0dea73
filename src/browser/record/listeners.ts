import { guarded } from '../lib/attempt.ts'

/** Adds to a set and returns the undo. */
export const addTo = <T>(set: Set<T>, item: T): (() => void) => {
  set.add(item)
  return () => set.delete(item)
}

type Listener = readonly [name: string, listener: (payload: never) => unknown]

/** Who wants to hear of events and outcomes; a middleware is a listener that may answer. */
export const listeners = new Set<Listener>()

let isDebugging = false

export const debug = (isOn = true): void => {
  isDebugging = isOn
}

export const listen = (...listener: Listener): (() => void) => addTo(listeners, listener)

export const emit = (name: string, payload: unknown): void => {
  if (isDebugging) console.log('analytics:', name, payload)
  for (const [wanted, listener] of listeners) if (wanted === name) guarded(listener, payload)
}
