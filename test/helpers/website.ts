import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Event } from '../../src/protocol/event.ts'

/** How the collector behaves: answers, refuses with a status, or resets connections. */
export type Mood = 'up' | 'down' | { status: number; headers?: Record<string, string> }

/** What a page of the test site needs beside its HTML. */
export interface TagOptions {
  /** Attributes of the script tag. Default: only the write key. */
  attributes?: string
  /** Leaves the tag out. */
  bare?: boolean
  /** Stands before the tag, for example the stub. */
  before?: string
  /** Content-Security-Policy of the page; COLLECTOR stands for the origin of the collector. */
  policy?: string
}

export interface Website {
  /** A page of the site, with a path of its own. */
  url: (path: string) => string
  /** The script tag with its attributes; events of strangers are sent at once unless these say something else. */
  tag: (attributes?: string) => string
  /** Puts HTML at a path, with the script tag before it. */
  put: (path: string, html: string, options?: TagOptions) => void
  /** Answers requests of the page's own scripts and forms: path → status, body and delay; and of the collector: body. */
  answers: Map<string, { status?: number; body?: string; delay?: number }>
  /** Paths of the pages that were asked for. */
  visits: string[]
  /** Requests that were not for a page: what the site's own server got. */
  submissions: { path: string; body: string }[]
  mood: Mood
  /** Milliseconds before `forms.js` and `judge.js` come, and whether they do. */
  formsDelay: number
  hasForms: boolean
  judgeDelay: number
  hasJudge: boolean
  /** The same of `deliver.js`. */
  deliverDelay: number
  hasDeliver: boolean
  /** Milliseconds before each answer of the collector. */
  delay: number
  /** Milliseconds that a request travels; one that the browser gives up meanwhile never arrives. */
  latency: number
  /** Each event as often as it arrived. */
  deliveries: Event[]
  /** Methods and content types of all requests to the collector. */
  requests: { method: string; contentType: string; url: string }[]
  /** Resolves with the deliveries once the condition holds; fails when it takes too long. */
  until: (condition: (deliveries: Event[]) => boolean, withinMs?: number) => Promise<Event[]>
  close: () => Promise<void>
}

/**
 * A site and a collector of another origin, both on this machine. The collector does what the edge
 * does for a browser: it takes a batch, answers with JSON and lets every origin read the answer.
 */
export async function openWebsite(sdkFile = 'dist/sdk.js'): Promise<Website> {
  const sdk = await readFile(sdkFile)
  const inspector = await readFile('dist/inspector.js')
  const pages = new Map<string, string>()
  const policies = new Map<string, string>()
  const site = createServer((request, response) => serve(request, response))
  const collector = createServer((request, response) => collect(request, response))
  const sitePort = await listen(site)
  const collectorPort = await listen(collector)

  const website: Website = {
    url: (path) => `http://site.localhost:${sitePort}${path}`,
    tag: (attributes = '') =>
      `<script async src="/sdk.js" data-write-key="key" data-endpoint="http://collect.localhost:${collectorPort}" ${attributes.includes('data-anonymous') ? '' : 'data-anonymous="send"'} ${attributes}></script>`,
    put(path, html, { attributes = '', bare = false, before = '', policy } = {}) {
      const tag = bare ? '' : website.tag(attributes)
      if (policy)
        policies.set(path, policy.replace('COLLECTOR', `http://collect.localhost:${collectorPort}`))
      pages.set(path, `<!doctype html><meta charset="utf-8">${before}${tag}${html}`)
    },
    answers: new Map(),
    visits: [],
    submissions: [],
    mood: 'up',
    formsDelay: 0,
    hasForms: true,
    judgeDelay: 0,
    hasJudge: true,
    deliverDelay: 0,
    hasDeliver: true,
    delay: 0,
    latency: 0,
    deliveries: [],
    requests: [],
    until: (condition, withinMs = 10_000) => waitFor(website, condition, withinMs),
    close: async () => {
      await Promise.all([site, collector].map(close))
    },
  }

  const ofFile = (file: string): { delay: number; isThere: boolean } => {
    const { formsDelay, hasForms, judgeDelay, hasJudge, deliverDelay, hasDeliver } = website
    if (file === 'deliver.js') return { delay: deliverDelay, isThere: hasDeliver }
    if (file === 'forms.js') return { delay: formsDelay, isThere: hasForms }
    if (file === 'judge.js') return { delay: judgeDelay, isThere: hasJudge }
    return { delay: 0, isThere: true }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (path === '/sdk.js') {
      response.setHeader('content-type', 'text/javascript').end(sdk)
      return
    }
    const [, file] =
      /^\/sdk\/[\d.]+\/((?:deliver|forms|judge|consent|widgets|widgets\/\w+)\.js)$/.exec(path) ?? []
    if (file) {
      const { delay, isThere } = ofFile(file)
      if (delay) await pause(delay)
      if (isThere)
        response.setHeader('content-type', 'text/javascript').end(await readFile(`dist/${file}`))
      else response.setHeader('content-type', 'text/html').end('<h1>no such file</h1>')
      return
    }
    const body = await bodyOf(request)
    const answer = website.answers.get(path)
    if (answer || request.method === 'POST') website.submissions.push({ path, body })
    if (answer?.delay) await pause(answer.delay)
    const html = pages.get(path)
    if (html) website.visits.push(path)
    response.statusCode = answer?.status ?? (html || answer ? 200 : 404)
    response.setHeader('content-type', answer ? 'application/json' : 'text/html')
    const policy = policies.get(path)
    if (policy) response.setHeader('content-security-policy', policy)
    response.end(answer ? (answer.body ?? '{}') : (html ?? '<title>none</title>'))
  }

  async function collect(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request
    if (url === '/inspector.js') {
      response.setHeader('access-control-allow-origin', '*')
      response.setHeader('content-type', 'text/javascript').end(inspector)
      return
    }
    website.requests.push({ method, url, contentType: request.headers['content-type'] ?? '' })
    const { mood } = website
    if (mood === 'down') {
      request.socket.destroy()
      return
    }
    const body = await bodyOf(request)
    if (website.latency) await pause(website.latency)
    if (request.socket.destroyed) return
    if (mood === 'up' && body) website.deliveries.push(...JSON.parse(body).batch)
    if (website.delay) await pause(website.delay)
    const headers = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-expose-headers': 'retry-after',
      'content-type': 'application/json',
    }
    const taken = website.answers.get(url)?.body ?? '{"success":true,"accepted":1,"rejected":[]}'
    if (mood === 'up') response.writeHead(200, headers).end(taken)
    else
      response
        .writeHead(mood.status, { ...headers, ...mood.headers })
        .end('{"success":false,"error":{"code":"test","message":"as scripted"}}')
  }

  return website
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

async function waitFor(
  website: Website,
  condition: (deliveries: Event[]) => boolean,
  withinMs: number,
): Promise<Event[]> {
  const deadline = Date.now() + withinMs
  while (!condition(website.deliveries)) {
    if (Date.now() > deadline) {
      const seen = website.deliveries.map(
        (event) => `${event.type} ${'event' in event ? event.event : ''}`,
      )
      throw new Error(`not within ${withinMs} ms; arrived: ${seen.join(', ') || 'nothing'}`)
    }
    await pause(20)
  }
  return website.deliveries
}

/** Names of the `track` events among deliveries, in order of arrival. */
export const tracked = (deliveries: Event[]): string[] =>
  deliveries.flatMap((event) => (event.type === 'track' ? [event.event] : []))

/** What the edge keeps of what arrived: each `messageId` once. */
export const distinct = (deliveries: Event[]): Event[] => [
  ...new Map(deliveries.map((event) => [event.messageId, event])).values(),
]
