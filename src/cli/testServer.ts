import { fstatSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startTestServer, type TestServer, TestServerError } from '../testing/index.ts'
import { say } from './say.ts'

const USAGE = `
npx freshsales-edge test-server [--port 8790] [--crm-port 8791] [--var NAME=VALUE]… [--log] [--json]

Starts an edge and a simulated Freshsales, both empty, on free ports or on those given, and says where they
are. Pages of any address may send to it. Ends on Ctrl-C, and with the program that started it.

  --var NAME=VALUE  a setting of the edge, as in wrangler.jsonc
  --log             prints what the edge logs
  --json            says it to a program: {"url":…,"writeKey":…,"crmUrl":…,"adminToken":…}, one line
`

export async function testServer(typed: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...typed],
    options: {
      port: { type: 'string' },
      'crm-port': { type: 'string' },
      var: { type: 'string', multiple: true, default: [] },
      log: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return say(USAGE)
  // From the first moment on: whoever starts it may change their mind before it runs.
  const stopped = whenToldToStop()
  try {
    const server = await startTestServer({
      ...portNamed('port', values.port),
      ...portNamed('crmPort', values['crm-port']),
      settings: settingsOf(values.var),
      log: values.log,
    })
    const { url, writeKey, crmUrl, adminToken } = server
    const told = { url, writeKey, crmUrl, adminToken }
    console.log(values.json ? JSON.stringify(told) : welcome(server))
    await stopped
    await server.stop()
    return 0
  } catch (error) {
    if (error instanceof TestServerError) return say(error.message, 1)
    throw error
  } finally {
    // It would keep this process running as long as somebody holds the other end.
    process.stdin.destroy()
  }
}

function portNamed(name: 'port' | 'crmPort', text: string | undefined): { [name: string]: number } {
  if (text === undefined) return {}
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return { [name]: port }
  const option = name === 'port' ? '--port' : '--crm-port'
  throw new TestServerError(`${option} takes a number from 1 to 65535, not "${text}".`)
}

function settingsOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((each) => {
      const at = each.indexOf('=')
      if (at < 1) throw new TestServerError(`--var takes NAME=VALUE, not "${each}".`)
      return [each.slice(0, at), each.slice(at + 1)]
    }),
  )
}

const welcome = ({ url, writeKey, crmUrl, adminToken }: TestServer): string => `
  Edge     ${url}
  CRM      ${crmUrl}
  Console  ${url}/console  token: ${adminToken}

  <script async src="${url}/sdk.js" data-write-key="${writeKey}" data-pages data-forms></script>

  Ctrl-C stops.
`

/** How often a process looks whether its parent is still there. */
const LOOK_MS = 500

/** By a signal, by the end of a pipe that somebody holds, or by the end of npx. */
function whenToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve)
    // Intentionally neither a terminal nor /dev/null, as a background job of a shell has them.
    if (isPipe(0)) process.stdin.once('end', resolve).once('error', resolve).resume()
    const parent = process.ppid
    const isOfNpm = process.env['npm_lifecycle_event'] !== undefined
    if (isOfNpm) setInterval(() => process.ppid !== parent && resolve(), LOOK_MS).unref()
  })
}

function isPipe(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor)
    return found.isFIFO() || found.isSocket()
  } catch {
    return false // closed
  }
}
