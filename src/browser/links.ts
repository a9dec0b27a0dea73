import type { Values } from './plan.ts'

export type Links = string | Element | Iterable<Element>

/** Calls back for clicks on the links; what a selector names may come and go. Returns its undo. */
export function onClick(links: Links, listener: (link: Element) => void): () => void {
  const onDocument = (event: Event): void => {
    const path = event.composedPath().filter((node) => node instanceof Element)
    const wanted =
      typeof links === 'string' ? links : links instanceof Element ? [links] : [...links]
    const link = path.find((node) =>
      typeof wanted === 'string' ? node.matches(wanted) : wanted.includes(node),
    )
    if (link) listener(link)
  }
  addEventListener('click', onDocument, true)
  return () => removeEventListener('click', onDocument, true)
}

/** A value, or a function of the link that makes it. */
export const given = <T extends string | Values | undefined>(
  value: T | ((link: Element) => T),
  link: Element,
): T => (typeof value === 'function' ? value(link) : value)
