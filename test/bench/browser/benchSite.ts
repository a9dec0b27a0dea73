import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Peer } from './peers.ts'

/** A site with one library, and a collector that any of them can talk to. */
export interface BenchSite {
  home: string
  /** A page without the library. */
  bare: string
  mood: 'up' | 'down' | '503'
  /** How often each event arrived, by its name. */
  arrived: Map<string, number>
  close: () => Promise<void>
}

const ANSWER_AFTER_MS = 300

/** Names of events are unlike anything else that libraries send. */
const EVENT_NAME = /bench-\d+-\d+/g

export async function openBenchSite(peer: Peer): Promise<BenchSite> {
  const library = await readFile(peer.file)
  const collector = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (bench.mood === 'down') {
      request.socket.destroy()
      return
    }
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-credentials', 'true')
    response.setHeader(
      'access-control-allow-headers',
      request.headers['access-control-request-headers'] ?? '*',
    )
    response.setHeader('content-type', 'application/json')
    response.statusCode = bench.mood === '503' ? 503 : 200
    if (bench.mood === 'up' && request.method === 'POST') {
      for (const name of new Set(Buffer.concat(chunks).toString().match(EVENT_NAME)))
        bench.arrived.set(name, (bench.arrived.get(name) ?? 0) + 1)
    }
    setTimeout(() => response.end('{"success":true}'), ANSWER_AFTER_MS)
  })
  const collect = `http://collect.localhost:${await listen(collector)}`
  const site = createServer((request, response) => {
    response.setHeader(
      'content-type',
      request.url === '/library.js' ? 'text/javascript' : 'text/html',
    )
    if (request.url === '/library.js') response.end(library)
    else if (request.url === '/bare') response.end('<title>bare</title>')
    else
      response.end(`<!doctype html><title>home</title>${peer.start.replaceAll('COLLECT', collect)}`)
  })
  const origin = `http://site.localhost:${await listen(site)}`
  const bench: BenchSite = {
    home: `${origin}/`,
    bare: `${origin}/bare`,
    mood: 'up',
    arrived: new Map(),
    close: async () => {
      for (const server of [site, collector]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
  return bench
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
