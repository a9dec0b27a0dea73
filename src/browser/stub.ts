/** Holds calls until the library is there. It stands inline in the page, so it stays small. */
import type { StubCall } from './takeOver.ts'

const name = document.currentScript?.dataset['global'] || 'analytics'
const page = window as unknown as Record<string, unknown>
const calls: StubCall[] = []

if (!page[name] || page[name] instanceof Element) {
  const stub: Record<string, unknown> = { calls }
  page[name] = stub
  for (const method of 'identify group track page screen alias flush reset user setAnonymousId consent captureForm trackLink on use ready debug'.split(
    ' ',
  )) {
    stub[method] = (...given: unknown[]) =>
      new Promise((resolve) => {
        const { title, referrer } = document
        calls.push([
          method,
          given,
          resolve,
          { time: Date.now(), href: location.href, title, referrer },
        ])
      })
  }
}
