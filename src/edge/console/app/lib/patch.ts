import type { Attributes, Child, Markup } from './h.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Which key an element was made for. */
const keys = new WeakMap<ChildNode, string>()

/**
 * Makes the children of an element what they are to be, changing as little as possible: what stays
 * the same keeps its focus, its selection, its scroll position and whether it is unfolded.
 */
export function patch(parent: Element, wanted: readonly Child[]): void {
  const wantedKeys = new Set(wanted.flatMap((child) => keyOf(child) ?? []))
  const existing = new Map<string, Element>()
  for (const child of parent.children) {
    const key = keys.get(child)
    if (key !== undefined) existing.set(key, child)
  }
  let place = parent.firstChild
  for (const child of wanted) {
    place = dropUnwanted(place, wantedKeys)
    const key = keyOf(child)
    const kept = key === undefined ? reusable(place, child) : existing.get(key)
    const node = kept ?? create(child, parent)
    if (node === place) place = node.nextSibling
    else parent.insertBefore(node, place)
    update(node, child)
  }
  while (place) {
    const next: ChildNode | null = place.nextSibling
    place.remove()
    place = next
  }
}

function keyOf(child: Child): string | undefined {
  const key = typeof child === 'string' ? undefined : child.attributes.key
  return key === undefined ? undefined : String(key)
}

/** An element whose key is gone goes first, so that those behind it need not move. */
function dropUnwanted(from: ChildNode | null, wantedKeys: ReadonlySet<string>): ChildNode | null {
  let place = from
  while (place) {
    const key = keys.get(place)
    if (key === undefined || wantedKeys.has(key)) break
    const next: ChildNode | null = place.nextSibling
    place.remove()
    place = next
  }
  return place
}

function reusable(node: ChildNode | null, child: Child): ChildNode | undefined {
  if (!node || keys.has(node)) return undefined
  if (typeof child === 'string') return node instanceof Text ? node : undefined
  return node instanceof Element && node.localName === child.tag ? node : undefined
}

function create(child: Child, parent: Element): ChildNode {
  if (typeof child === 'string') return document.createTextNode(child)
  const isSvg = child.tag === 'svg' || parent.namespaceURI === SVG
  const element = isSvg
    ? document.createElementNS(SVG, child.tag)
    : document.createElement(child.tag)
  const key = keyOf(child)
  if (key !== undefined) keys.set(element, key)
  return element
}

function update(node: ChildNode, child: Child): void {
  if (typeof child === 'string') {
    if (node.nodeValue !== child) node.nodeValue = child
  } else if (node instanceof Element) {
    updateAttributes(node, child)
    patch(node, child.children)
  }
}

/** What the person at the page does to an element is theirs: it is not in the data, and stays. */
const THEIRS: ReadonlySet<string> = new Set(['open', 'value', 'checked'])

function updateAttributes(element: Element, { attributes }: Markup): void {
  for (const name of element.getAttributeNames())
    if (!(name in attributes) && !THEIRS.has(name)) element.removeAttribute(name)
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value)
}

function setAttribute(element: Element, name: keyof Attributes, value: unknown): void {
  if (name === 'key') return
  if (String(name).startsWith('on')) {
    Object.assign(element, { [name]: value ?? null })
    return
  }
  const text = value === true ? '' : String(value)
  if (value === false || value === undefined) element.removeAttribute(String(name))
  else if (element.getAttribute(String(name)) !== text) element.setAttribute(String(name), text)
}
