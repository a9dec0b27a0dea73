/**
 * A visitor's browser for the tests of one file: importing this gives each test a new one, with a
 * clock that stands still, no cookies, empty storage, and the stand-in for the edge.
 */
import { afterEach, beforeEach, vi } from 'vitest'
import type { Analytics, Options } from '../../src/browser/index.ts'
import { edge, startEdge } from './edge.ts'
import { locks, releaseLocks } from './locks.ts'

export const HOME = 'https://www.acme.example/'
export const START = '2026-06-01T12:00:00.000Z'
/** Events of strangers are sent at once, where a test is not about what becomes of them. */
export const SETTINGS: Options = {
  writeKey: 'key',
  endpoint: 'https://edge.example',
  anonymous: 'send',
}

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

interface Visit extends Partial<Options> {
  url?: string
  referrer?: string
  title?: string
  /** The page before stays open, in another tab. */
  beside?: boolean
}

/** What a page can put in place of the browser's own, or that a test denies it. */
const replaceable: [object, string][] = [
  [HTMLFormElement.prototype, 'submit'],
  [XMLHttpRequest.prototype, 'send'],
  [history, 'pushState'],
  [history, 'replaceState'],
  [History.prototype, 'pushState'],
  [History.prototype, 'replaceState'],
  [globalThis, 'localStorage'],
]
const originals = replaceable.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name))

type Listening = Parameters<typeof addEventListener>

/** Where the visitor has been, and may have left cookies. */
const visited = new Set<string>()

/** How to end what pages listen to. */
let undo: (() => void)[] = []
const { addEventListener: listen } = globalThis

export const pretend = (owner: object, name: string, value: unknown): void => {
  Object.defineProperty(owner, name, { value, configurable: true, writable: true })
}

export const wait = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

/** The address bar, and what the document says of itself. */
export function arriveAt(url: string, referrer = '', title = 'home'): void {
  const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } }
  happyDOM.setURL(url)
  visited.add(url)
  pretend(document, 'referrer', referrer)
  document.title = title
}

/** A page with the library. The one before is left first. */
export async function openPage(visit: Visit = {}): Promise<Analytics> {
  const { url = HOME, referrer, title, beside, ...options } = visit
  if (!beside) leavePage()
  arriveAt(url, referrer, title)
  vi.resetModules()
  const { createAnalytics } = await import('../../src/browser/index.ts')
  return createAnalytics({ ...SETTINGS, ...options })
}

/** Leaves for good, as by a click on a link: the page has its last word, and its scripts end. */
export function leavePage(): void {
  tell('pagehide', { persisted: false })
  crashPage()
}

/** Ends the scripts of all pages, without a last word. */
export function crashPage(): void {
  for (const stop of undo) stop()
  undo = []
  const now = Date.now()
  vi.clearAllTimers()
  // Clearing them turns the clock back.
  vi.setSystemTime(now)
  releaseLocks()
  edge.forgetAsker()
}

/** Something happens to the page. */
export function tell(type: string, details: object = {}): void {
  const target = /visibility|prerender|freeze|resume/.test(type) ? document : window
  target.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), details))
}

/** Everything the library has left on the device. */
export const onDevice = (): string =>
  document.cookie + Object.entries({ ...localStorage, ...sessionStorage }).join(' ')

export function forgetCookies(): void {
  const labels = location.hostname.split('.')
  const domains = labels.map((_, index) => `;domain=${labels.slice(index).join('.')}`)
  for (const name of document.cookie.split('; ').map((cookie) => cookie.split('=')[0])) {
    for (const domain of ['', ...domains]) {
      // biome-ignore lint/suspicious/noDocumentCookie: the library uses it, too
      document.cookie = `${name}=;path=/${domain};expires=Thu, 01 Jan 1970 00:00:00 GMT`
    }
  }
}

/** `AbortSignal.timeout` by the clock of the test. */
const timeout = (ms: number): AbortSignal => {
  const controller = new AbortController()
  setTimeout(() => controller.abort(new DOMException('timed out', 'TimeoutError')), ms)
  return controller.signal
}

/** Cookies that end now are gone now, although the clock stands still. */
const promptCookies: PropertyDescriptor = {
  get: () => Reflect.get(Document.prototype, 'cookie', document),
  set: (text: string) =>
    Reflect.set(Document.prototype, 'cookie', text.replace('max-age=0', 'max-age=-1'), document),
  configurable: true,
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(START) })
  startEdge()
  pretend(globalThis, 'localStorage', new Storage())
  pretend(navigator, 'locks', locks)
  pretend(Request.prototype, 'keepalive', false)
  Object.defineProperty(document, 'cookie', promptCookies)
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(timeout)
  vi.spyOn(console, 'error').mockImplementation(() => {})
  // Nothing is fetched ahead: here there is no network.
  vi.stubGlobal('requestIdleCallback', () => 0)
  vi.stubGlobal('addEventListener', (...given: Listening) => {
    undo.push(() => removeEventListener(...given))
    listen(...given)
  })
  const { MutationObserver: Observer } = globalThis
  vi.stubGlobal(
    'MutationObserver',
    class extends Observer {
      constructor(hear: MutationCallback) {
        super(hear)
        undo.push(() => this.disconnect())
      }
    },
  )
  pretend(document, 'addEventListener', (...given: Listening) => {
    undo.push(() => document.removeEventListener(...given))
    Document.prototype.addEventListener.apply(document, given)
  })
})

afterEach(async () => {
  crashPage()
  vi.useRealTimers()
  // What a page began to import must not arrive in the next test file.
  await vi.dynamicImportSettled()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  for (const [index, [owner, name]] of replaceable.entries()) {
    Reflect.deleteProperty(owner, name)
    const original = originals[index]
    if (original) Object.defineProperty(owner, name, original)
  }
  for (const name of ['globalPrivacyControl', 'sendBeacon']) Reflect.deleteProperty(navigator, name)
  for (const name of ['prerendering', 'hidden', 'cookie', 'addEventListener'])
    Reflect.deleteProperty(document, name)
  sessionStorage.clear()
  for (const url of visited) {
    arriveAt(url)
    forgetCookies()
  }
  visited.clear()
  document.body.innerHTML = ''
})
