import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on a free port of this machine. */
export interface Served {
  /** Its origin under a name of its own, so that two of them are of different sites. */
  origin: (host: string) => string
  close: () => void
}

export type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void

export async function serve(answer: Answer): Promise<Served> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    // A page that is left breaks its requests off; what of them has come counts for nothing.
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      return
    }
    answer(request, Buffer.concat(chunks).toString(), response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: (host) => `http://${host}:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
