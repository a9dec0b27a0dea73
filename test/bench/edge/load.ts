import { Agent, request } from 'node:http'

export interface Load {
  /** Milliseconds until the last answer. */
  took: number
  /** Answers other than 200. */
  refused: number
}

/** Posts bodies over so many connections, each as soon as the one before it is answered. */
export async function postAll(
  url: string,
  bodies: readonly string[],
  connections: number,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let [next, refused] = [0, 0]
  const work = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++])
      if ((await post(url, body, agent)) !== 200) refused++
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, work))
  agent.destroy()
  return { took: performance.now() - startedAt, refused }
}

/** The status of the answer. Intentionally not `fetch`, which costs as much as what is measured. */
export function post(url: string, body: string, agent = new Agent()): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
    call.once('error', reject)
    call.end(body)
  })
}
