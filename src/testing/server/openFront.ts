import { createServer, type IncomingMessage, type Server, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createStaticFiles } from './staticFiles.ts'
import { TestServerError } from './testServerError.ts'

/** What a request was answered with. */
export interface Reply {
  status: number
  headers: NodeJS.Dict<string | string[]>
  body: Buffer
}

/** A request, read whole. */
export interface Received {
  method: string
  /** With its query. */
  path: string
  headers: NodeJS.Dict<string | string[]>
  body: Buffer
}

export interface FrontOptions {
  /** Default: one that is free. */
  port: number | undefined
  /** Served before the Worker is asked, as Cloudflare does it. */
  files: string
  /** Address of the Worker; changes when it is started again. */
  worker(): Promise<string>
  /** Answers itself, or passes on. */
  answer?(received: Received, pass: (given: Received) => Promise<Reply>): Promise<Reply>
}

export interface Front {
  url: string
  close(): Promise<void>
}

/** What stands before a Worker on this machine: its static files, and an address that stays the same. */
export async function openFront(options: FrontOptions): Promise<Front> {
  const staticAnswer = createStaticFiles(options.files)
  const pass = async (given: Received): Promise<Reply> => {
    const [pathname = ''] = given.path.split('?')
    const file = given.method === 'GET' ? staticAnswer(pathname) : undefined
    return file ?? forward(given, await options.worker())
  }
  const server = createServer(async (request, response) => {
    const { method = '', url = '/', headers } = request
    try {
      const received = { method, path: url, headers, body: await bodyOf(request) }
      const reply = await (options.answer ?? ((each) => pass(each)))(received, pass)
      response.writeHead(reply.status, reply.headers).end(reply.body)
    } catch (error) {
      response.writeHead(502).end(`The Worker did not answer: ${(error as Error).message}`)
    }
  })
  await listen(server, options.port)
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      reject(
        new TestServerError(
          code === 'EADDRINUSE'
            ? `Port ${port} is taken by another program. Stop that one, or choose another port.`
            : `Port ${port}: ${message}`,
        ),
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
}

/** Of the connection, and so not for whoever is next. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])

function forward({ method, path, headers, body }: Received, worker: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = send(`${worker}${path}`, { method, headers: withoutConnection(headers) })
    request.once('error', reject)
    request.once('response', (response) => {
      const { statusCode: status = 502 } = response
      const headers = withoutConnection(response.headers)
      bodyOf(response).then((body) => resolve({ status, headers, body }), reject)
    })
    request.end(body)
  })
}

const withoutConnection = (headers: NodeJS.Dict<string | string[]>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name)))

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
