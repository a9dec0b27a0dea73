/** Whether a node is what a selector names, or one of the given elements. */
export const isAmong = (node: Element, wanted: string | Element | Element[]): boolean =>
  typeof wanted === 'string' ? node.matches?.(wanted) : [wanted].flat().includes(node)
