import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type Stack, startStack } from '../helpers/stack.ts'

/** The edge and the simulator, with the files of `dist` at the edge's address. */
export interface EdgeWithFiles extends Stack {
  /** Answers nothing while it is set. */
  isDown: boolean
}

/** What comes once of each hand-in, and can be counted at once. */
const EVENTS = { 'Form Submitted': { task: { title: 'Call {email}' } } }

/** Pages of these origins may send with `wk_site`, servers with `sk_server`; each form makes a task. */
export async function startEdgeWithFiles(origins: string[]): Promise<EdgeWithFiles> {
  const stack = await startStack(origins, { EVENTS: JSON.stringify(EVENTS) })
  const server = createServer(async (request, response) => {
    if (edge.isDown) return void request.socket.destroy()
    const file = await fileAt(request.url ?? '/')
    if (file === undefined) return forward(stack.edge, request, response)
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('content-type', 'text/javascript').end(file)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const edge: EdgeWithFiles = {
    ...stack,
    edge: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isDown: false,
    stop: async () => {
      server.closeAllConnections()
      await Promise.all([new Promise((done) => server.close(done)), stack.stop()])
    },
  }
  return edge
}

async function fileAt(url: string): Promise<Buffer | undefined> {
  const { pathname } = new URL(url, 'http://edge')
  if (!pathname.endsWith('.js')) return undefined
  return readFile(path.join('dist', pathname)).catch(() => undefined)
}

async function forward(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method = 'GET', headers } = request
  const sent = ['authorization', 'content-type', 'origin', 'access-control-request-method']
  const answer = await fetch(new URL(request.url ?? '/', target), {
    method,
    headers: sent.flatMap((name) => (headers[name] ? [[name, `${headers[name]}`]] : [])) as [
      string,
      string,
    ][],
    ...(method === 'POST' && { body: Buffer.concat(chunks) }),
  }).catch(() => undefined)
  if (!answer) return void request.socket.destroy()
  const body = Buffer.from(await answer.arrayBuffer())
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body)
}
