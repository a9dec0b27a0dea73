/** The first Ctrl-C lets a probe delete what it made; a second one ends the process at once. */
export function takeInterrupts(): AbortSignal {
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interrupted.abort())
  return interrupted.signal
}
