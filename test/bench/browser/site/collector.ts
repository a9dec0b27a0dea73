import type { IncomingMessage } from 'node:http'
import { serve } from './serve.ts'

/** A collector that any library can talk to, of another origin than the site. */
export interface Collector {
  url: string
  /** Whether it takes what it is sent, resets connections, or answers that it is unavailable. */
  mood: 'up' | 'down' | '503'
  /** The bodies it took, and when: milliseconds since 1970. */
  taken: { body: string; at: number }[]
  close: () => void
}

export async function openCollector({ answersAfterMs = 0 } = {}): Promise<Collector> {
  const server = await serve((request, body, response) => {
    if (collector.mood === 'down') {
      request.socket.destroy()
      return
    }
    if (collector.mood === 'up' && request.method === 'POST')
      collector.taken.push({ body, at: Date.now() })
    response.writeHead(collector.mood === '503' ? 503 : 200, headersFor(request))
    setTimeout(() => response.end('{"success":true,"accepted":1,"rejected":[]}'), answersAfterMs)
  })
  const collector: Collector = {
    url: server.origin('collect.localhost'),
    mood: 'up',
    taken: [],
    close: server.close,
  }
  return collector
}

/** Every page may post and read the answer; preflights are asked for each time. */
function headersFor({ headers }: IncomingMessage): Record<string, string> {
  return {
    'access-control-allow-origin': headers.origin ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '0',
    'cross-origin-resource-policy': 'cross-origin',
    'content-type': 'application/json',
  }
}
