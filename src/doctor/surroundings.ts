/** What the doctor is given from outside. */
export interface Surroundings {
  /** As typed after `npm run doctor --`. */
  arguments: readonly string[]
  environment: Readonly<Record<string, string | undefined>>
  /** Holds `wrangler.jsonc` and `.dev.vars`. */
  directory: string
  /** Whether a person reads along: decides about colours. */
  isTerminal: boolean
  write(text: string): void
  /** From when it is called on, Ctrl-C aborts this signal instead of ending the process at once. */
  takeInterrupts(): AbortSignal
}
