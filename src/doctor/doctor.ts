/** `npm run doctor`: says whether a configuration, an account or a deployed edge works, and what to mend. */
import { run } from './run.ts'

const interrupted = new AbortController()
// The first Ctrl-C lets a probe delete what it made; a second one ends the process at once.
process.once('SIGINT', () => interrupted.abort())

process.exitCode = await run({
  arguments: process.argv.slice(2),
  environment: process.env,
  directory: process.cwd(),
  isTerminal: process.stdout.isTTY === true,
  write: (text) => process.stdout.write(text),
  signal: interrupted.signal,
})
