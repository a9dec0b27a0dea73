/** How often a process looks whether its parent is still there. */
const LOOK_MS = 500

/** Ends everything when told to, by a signal or by the end of `npm start`. */
export function exitWhenTold(): void {
  exitOnSignals()
  if (process.env['npm_lifecycle_event']) exitWithParent()
}

/** First in line: Miniflare ends its runtime on any exit, but would call a Ctrl-C a failure. */
function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.prependOnceListener(signal, () => process.exit(0))
  }
}

/** A signal for npm ends npm and the shell between the two of us, and gets no further. */
function exitWithParent(): void {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && process.exit(0), LOOK_MS).unref()
}
