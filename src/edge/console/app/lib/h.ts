/** A page as data: what an element is to be, not the element itself. Texts stay texts, so nothing can become markup. */
export interface Markup {
  tag: string
  attributes: Attributes
  children: Child[]
}

export type Child = Markup | string

export interface Attributes {
  /** Tells siblings apart, so that an element is kept when others come before it. */
  key?: string | number
  onclick?: (event: MouseEvent) => void
  onsubmit?: (event: SubmitEvent) => void
  oninput?: (event: Event) => void
  /** `true` is an empty attribute, `false` and `undefined` none. */
  [name: string]: unknown
}

type Content = Child | number | false | null | undefined | Content[]

/** `h('p', { class: 'note' }, 'Hello')`; what is false or absent is left out. */
export function h(tag: string, attributes: Attributes = {}, ...content: Content[]): Markup {
  return { tag, attributes, children: flatten(content) }
}

function flatten(content: Content[]): Child[] {
  return content.flatMap((each): Child[] => {
    if (Array.isArray(each)) return flatten(each)
    if (each === false || each === null || each === undefined) return []
    return [typeof each === 'number' ? String(each) : each]
  })
}
