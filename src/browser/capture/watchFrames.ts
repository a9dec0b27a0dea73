import { attempt } from '../lib/attempt.ts'

type Page = Window & typeof globalThis

/** Frames of the same origin without a tag of their own, now and later, and each time one has loaded. */
export const watchFrames = (
  watch: (page: Page) => void,
  onLoad: (frame: Element) => void,
): void => {
  const known = new WeakSet<object>()
  const look = (frame: Element): void => {
    attempt(() => {
      const page = (frame as HTMLIFrameElement).contentWindow as Page
      if (known.has(page.document) || page.document.querySelector('script[data-write-key]')) return
      known.add(page.document)
      watch(page)
    })
  }
  for (const frame of document.querySelectorAll('iframe,frame')) look(frame)
  document.addEventListener(
    'load',
    ({ target }) => {
      if (!/^i?frame$/.test(`${(target as Element)?.localName}`)) return
      attempt(() => onLoad(target as Element))
      look(target as Element)
    },
    true,
  )
}
