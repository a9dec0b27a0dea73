import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { TestServerError } from './testServerError.ts'

/** Workers that run. */
export interface Running {
  /** Where each listens, by the name of its socket. */
  ports: Readonly<Record<string, number>>
  /** At once, as a crash would. */
  end(): Promise<void>
}

interface Order {
  binary: string
  config: string
  sockets: readonly string[]
  /** Prints what the Workers log. */
  log: boolean
}

/**
 * Ends the runtime together with whoever started it, also when that is killed: its end of the pipe
 * closes then. The runtime is the last that holds the descriptor which tells of its sockets.
 */
const GUARD = '"$@" <&- & worker=$!; exec 3>&-; cat >/dev/null; kill -9 $worker; wait'

/** How much of what workerd says is kept for the case that it does not start. */
const KEPT_CHARACTERS = 4_000

export async function runWorkerd({ binary, config, sockets, log }: Order): Promise<Running> {
  const command = [binary, 'serve', '--control-fd=3', config]
  const [program = '', ...parameters] =
    process.platform === 'win32' ? command : ['sh', '-c', GUARD, 'sh', ...command]
  const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] })
  const said = keepWhatIsSaid(child, log)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = async (): Promise<void> => {
    child.stdin?.end()
    if (process.platform === 'win32') child.kill()
    await ended
  }
  const ports = await whenListening(child, sockets)
  if (ports) return { ports, end }
  await end()
  throw new TestServerError(`workerd did not start.\n${said().trim()}\n${ADVICE}`)
}

const ADVICE =
  'Where it does not know the compatibility date it is older than this package: npm install --save-dev workerd@latest'

function keepWhatIsSaid(child: ChildProcess, log: boolean): () => string {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      if (log) process.stderr.write(chunk)
      if (said.length < KEPT_CHARACTERS) said += chunk
    })
  return () => said
}

/** The runtime writes one line of JSON for each socket it opened; nothing, where it ended before. */
function whenListening(
  child: ChildProcess,
  sockets: readonly string[],
): Promise<Record<string, number> | undefined> {
  const control = child.stdio[3] as Readable
  return new Promise((resolve) => {
    let text = ''
    control.on('data', (chunk) => {
      text += chunk
      const found = [...text.matchAll(/"socket":"(\w+)","port":(\d+)/g)]
      const ports = Object.fromEntries(found.map(([, name, port]) => [name, Number(port)]))
      if (sockets.every((name) => name in ports)) resolve(ports)
    })
    control.once('close', () => resolve(undefined))
    child.once('error', () => resolve(undefined))
  })
}
