/** `npm run doctor`: says whether a configuration, an account or a deployed edge works, and what to fix. */
import { run } from './run.ts'

process.exitCode = await run({
  arguments: process.argv.slice(2),
  environment: process.env,
  directory: process.cwd(),
  isTerminal: process.stdout.isTTY === true,
  write: (text) => process.stdout.write(text),
  takeInterrupts,
})

/** The first one lets a probe delete what it made; a second one ends the process at once. */
function takeInterrupts(): AbortSignal {
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interrupted.abort())
  return interrupted.signal
}
