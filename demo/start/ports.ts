import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from './problem.ts'
import type { Settings } from './settings.ts'

/** The runtime listens on the first; a stranger on the second would be who `localhost` finds. */
const LOOPBACKS = ['127.0.0.1', '::1']

/** A process killed a moment ago lets go of its ports a moment later. */
const PATIENCE_MS = 1_000

/** Says which port is taken before anything runs: the runtime itself would die without a name. */
export async function refuseTakenPorts({ port, crmPort, account }: Settings): Promise<void> {
  const ports = account.kind === 'real' ? { PORT: port } : { PORT: port, CRM_PORT: crmPort }
  for (const [variable, value] of Object.entries(ports)) {
    for (const host of LOOPBACKS) await refuseTaken(variable, value, host)
  }
}

async function refuseTaken(variable: string, port: number, host: string): Promise<void> {
  const fault = await findFault(port, host)
  if (fault === 'EADDRINUSE') {
    throw new StartError(
      `Port ${port} is taken by another program. Stop that one, or choose another port: ${variable}=${port + 10} npm start`,
    )
  }
  if (fault === 'EACCES') {
    throw new StartError(
      `Port ${port} is not open to you. Choose one above 1023: ${variable}=${port + 8000} npm start`,
    )
  }
}

async function findFault(port: number, host: string): Promise<string | undefined> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const fault = await tryPort(port, host)
    if (fault !== 'EADDRINUSE' || Date.now() > until) return fault
    await wait(50)
  }
}

/** The code of what went wrong, or nothing. A machine without IPv6 has a fault of its own, no matter. */
function tryPort(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    server.listen({ port, host }, () => server.close(() => resolve(undefined)))
  })
}
