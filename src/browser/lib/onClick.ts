/** Calls back for clicks on what a selector names, now and later, or on given elements. Returns its undo. */
export function onClick(
  links: string | Element | Element[],
  listener: (link: Element) => void,
): () => void {
  const onEvent = (event: Event): void => {
    const link = (event.composedPath() as Element[]).find((node) =>
      typeof links === 'string' ? node.matches?.(links) : [links].flat().includes(node),
    )
    if (link) listener(link)
  }
  addEventListener('click', onEvent, true)
  return () => removeEventListener('click', onEvent, true)
}
