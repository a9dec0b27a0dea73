/** Calls back for clicks on what a selector names, now and later, or on given elements. Returns its undo. */
export function onClick(
  links: string | Element | Iterable<Element>,
  listener: (link: Element) => void,
): () => void {
  const onEvent = (event: Event): void => {
    const path = event.composedPath().filter((node) => node instanceof Element)
    const link = path.find((element) =>
      typeof links === 'string'
        ? element.matches(links)
        : (links instanceof Element ? [links] : [...links]).includes(element),
    )
    if (link) listener(link)
  }
  addEventListener('click', onEvent, true)
  return () => removeEventListener('click', onEvent, true)
}
