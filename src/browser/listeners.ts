import { addTo } from './lib/addTo.ts'
import { guarded } from './lib/guarded.ts'

type Listener = readonly [name: string, listener: (payload: never) => void]

/** Who wants to hear of events and outcomes. */
const listeners = new Set<Listener>()

export const listen = (...listener: Listener): (() => void) => addTo(listeners, listener)

export const emit = (name: string, payload: unknown): void => {
  for (const [wanted, listener] of listeners) {
    if (wanted === name) guarded(listener, payload as never)
  }
}
