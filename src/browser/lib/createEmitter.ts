type Listener = (payload: never) => void

/** Named lists of listeners; a listener that throws disturbs nobody, its error goes to the console. */
export function createEmitter() {
  const listeners: Record<string, Listener[]> = {}
  return {
    on(name: string, listener: Listener): () => void {
      listeners[name] = [...(listeners[name] ?? []), listener]
      return () => {
        listeners[name] = listeners[name]?.filter((other) => other !== listener) ?? []
      }
    },
    emit(name: string, payload: unknown): void {
      for (const listener of listeners[name] ?? []) guarded(listener, payload)
    },
  }
}

/** Calls code of the page; what it throws is the page's to see, and not ours to pass on. */
export function guarded(listener: Listener | undefined, payload?: unknown): void {
  try {
    listener?.(payload as never)
  } catch (error) {
    console.error(error)
  }
}
