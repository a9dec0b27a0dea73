import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

/** A website with one empty page, and the packages of node_modules as scripts. */
export interface PackageServer {
  url: string
  stop(): Promise<void>
}

export async function startPackageServer(): Promise<PackageServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<!doctype html><title>Pricing</title>')
      return
    }
    try {
      const script = readFileSync(path.join('node_modules', path.normalize(pathname)))
      response.writeHead(200, { 'content-type': 'text/javascript' })
      response.end(script)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
