import { attempt } from '../lib/attempt.ts'
import { wrap } from '../lib/wrap.ts'
import type { Says, Way } from './evidence.ts'
import { type ReadAnswer, readAnswer } from './readAnswer.ts'

/** Writes down that something left; returns how its answer is told, or nothing when nobody wants to know. */
export type Tell = (
  way: Way,
  address: string,
  body: string | Promise<string>,
) => ((says: Says | ReadAnswer) => void) | undefined

interface Watched {
  isOpen: () => boolean
  isOwn: (address: string) => boolean
  tell: Tell
}

const addressOf = (target: unknown): string =>
  new URL(
    typeof target === 'string' || target instanceof URL
      ? `${target}`
      : `${(target as Request)?.url}`,
    location.href,
  ).href

const statusSays = (status: number): Says | undefined =>
  status > 399 ? 'fails' : status > 299 || status < 200 ? 'nothing' : undefined

/** Requests of a window's scripts. Wrapped for good: taking a wrapper out again would break those put around it. */
export const watchRequests = (
  page: Window & typeof globalThis,
  { isOpen, isOwn, tell }: Watched,
): void => {
  wrap(page, 'fetch', (_, target: RequestInfo | URL, init?: RequestInit) => {
    if (!isOpen()) return
    const address = addressOf(target)
    if (isOwn(address)) return
    const answer = tell('fetch', address, readBody(init?.body ?? target))
    return (result: Promise<Response>) => {
      result.then(
        (response) => {
          const { type, status } = response
          // At once, since the page reads its own in this tick.
          const read = statusSays(status) ? undefined : readAnswer(response)
          answer?.(/opaque/.test(type) ? 'nothing' : (statusSays(status) ?? read ?? 'taken'))
        },
        (error) => answer?.(error?.name === 'AbortError' ? 'nothing' : 'lost'),
      )
    }
  })

  const addresses = new WeakMap<XMLHttpRequest, string>()
  wrap(page.XMLHttpRequest.prototype, 'open', (request, _: string, url: string | URL) => {
    addresses.set(request, addressOf(`${url}`))
    return undefined
  })
  wrap(
    page.XMLHttpRequest.prototype,
    'send',
    (request, body?: Document | XMLHttpRequestBodyInit | null) => {
      const address = addresses.get(request) ?? ''
      if (!isOpen() || isOwn(address)) return
      const answer = tell('XMLHttpRequest', address, readBody(body))
      let isAborted = false
      request.addEventListener('abort', () => {
        isAborted = true
      })
      request.addEventListener('loadend', () => {
        const { status } = request
        if (!status) answer?.(isAborted ? 'nothing' : 'lost')
        else answer?.(statusSays(status) ?? readAnswer(request) ?? 'taken')
      })
      return undefined
    },
  )

  attempt(() =>
    wrap(page.Navigator.prototype, 'sendBeacon', (_, url: string | URL, body?: BodyInit | null) => {
      const address = addressOf(`${url}`)
      if (isOpen() && !isOwn(address)) tell('beacon', address, readBody(body))
      return undefined
    }),
  )
  attempt(() =>
    wrap(page.WebSocket.prototype, 'send', (socket, body: unknown) => {
      if (isOpen()) tell('socket', socket.url, readBody(body))
      return undefined
    }),
  )
  for (const kind of [page.Worker, page.MessagePort])
    attempt(() =>
      wrap(kind.prototype as Worker, 'postMessage', (_, message: unknown) => {
        if (isOpen()) tell('worker', '', readBody(message))
        return undefined
      }),
    )
}

/** Longer ones are files. */
const LONGEST = 65_536

/** Frameworks' messages hold everything; a form's values are near the top. */
const flatten = (value: unknown, depth = 4): string =>
  typeof value === 'object' && value && depth
    ? Object.entries(value)
        .slice(0, 100)
        .map(([name, inner]) => `${name} ${flatten(inner, depth - 1)}`)
        .join(' ')
    : `${value ?? ''}`.slice(0, LONGEST)

/**
 * The text of what is sent. A stream can be read by its receiver only, and a file is none of our
 * business: they are empty texts.
 */
const readBody = (body: unknown): string | Promise<string> => {
  if (typeof body === 'string') return body.slice(0, LONGEST)
  const kind = Object.prototype.toString.call(body).slice(8, -1)
  if (kind === 'FormData')
    return [...(body as FormData).values()].filter((value) => typeof value === 'string').join(' ')
  if (kind === 'URLSearchParams') return `${body}`
  if (kind === 'Request')
    return (
      attempt(() => (body as Request).clone().text())?.then(
        (text) => text.slice(0, LONGEST),
        () => '',
      ) ?? ''
    )
  if (kind === 'Blob')
    return (body as Blob).size > LONGEST ? '' : (body as Blob).text().catch(() => '')
  if (ArrayBuffer.isView(body) || kind === 'ArrayBuffer')
    return attempt(() => new TextDecoder().decode((body as ArrayBuffer).slice?.(0, LONGEST))) ?? ''
  return kind === 'Object' || kind === 'Array' ? (attempt(() => flatten(body)) ?? '') : ''
}
