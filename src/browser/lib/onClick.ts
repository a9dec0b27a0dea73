import { guarded } from './guarded.ts'

/** Whether a node is what a selector names, or one of the given elements. */
export const isAmong = (node: Element, wanted: string | Element | Element[]): boolean =>
  typeof wanted === 'string' ? node.matches?.(wanted) : [wanted].flat().includes(node)

/** Calls back for clicks on what a selector names, now and later, or on given elements. Returns its undo. */
export const onClick = (
  links: string | Element | Element[],
  listener: (link: Element) => void,
): (() => void) => {
  const onEvent = (event: Event): void => {
    guarded(() => {
      const link = (event.composedPath() as Element[]).find((node) => isAmong(node, links))
      if (link) listener(link)
    })
  }
  addEventListener('click', onEvent, true)
  return () => removeEventListener('click', onEvent, true)
}
