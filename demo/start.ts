/** `npm start`: the website, the edge and a CRM, running on this machine. */
import { exitWhenTold } from './start/exit.ts'
import { claimDirectory, recordRuntime } from './start/instance.ts'
import { refuseTakenPorts } from './start/ports.ts'
import { StartError } from './start/problem.ts'
import { startRuntime } from './start/runtime.ts'
import { welcome } from './start/screen.ts'
import { readSettings } from './start/settings.ts'

try {
  await start()
} catch (problem) {
  if (!(problem instanceof StartError)) throw problem
  console.error(`\n  ${problem.message}\n`)
  process.exit(1)
}

async function start(): Promise<void> {
  const settings = readSettings(process.env, process.cwd())
  await claimDirectory(settings.directory)
  await refuseTakenPorts(settings)
  await startRuntime(settings, (pid) =>
    recordRuntime(settings.directory, { starter: process.pid, runtime: pid, site: settings.site }),
  )
  console.log(welcome(settings))
  exitWhenTold()
}
