import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands before the edge and, at first, answers in its place. */
export interface FaultyProxy {
  url: string
  /** What was answered to posts, in order. */
  statuses(): number[]
  stop(): Promise<void>
}

/** Whatever is posted first gets the `faults`, one status each, before anything is let through. */
export async function startFaultyProxy(target: string, faults: number[]): Promise<FaultyProxy> {
  const waiting = [...faults]
  const answered: number[] = []
  const server = createServer((request, response) => {
    const fault = request.method === 'POST' ? waiting.shift() : undefined
    const done =
      fault === undefined ? forward(target, request, response) : refuse(fault, request, response)
    done.then((status) => {
      if (request.method === 'POST') answered.push(status)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    statuses: () => answered,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** As the edge refuses: with Retry-After, and readable by the page. */
async function refuse(
  status: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  await bodyOf(request)
  const { origin } = request.headers
  response.writeHead(status, {
    'content-type': 'application/json',
    'retry-after': '1',
    ...(origin && {
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'Retry-After',
    }),
  })
  response.end('{"success":false,"error":{"code":"too_many_events","message":"later"}}')
  return status
}

/** Says the target's own host, so that settings which name it lead past the proxy's port no more. */
async function forward(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
  const body = await bodyOf(request)
  const answer = await fetch(target + request.url, {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  })
  const text = (await answer.text()).replaceAll(new URL(target).host, request.headers.host ?? '')
  const { 'content-length': ____, ...answerHeaders } = Object.fromEntries(answer.headers)
  response.writeHead(answer.status, answerHeaders)
  response.end(text)
  return answer.status
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
