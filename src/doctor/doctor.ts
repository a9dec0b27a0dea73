/** `npm run doctor`: says whether a configuration, an account or a deployed edge works, and what to fix. */
import { run } from './run.ts'
import { takeInterrupts } from './takeInterrupts.ts'

process.exitCode = await run({
  arguments: process.argv.slice(2),
  environment: process.env,
  directory: process.cwd(),
  isTerminal: process.stdout.isTTY === true,
  write: (text) => process.stdout.write(text),
  takeInterrupts,
})
