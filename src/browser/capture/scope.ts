import { isAddress } from '../../protocol/form/field.ts'

/** A form, or the group of fields that stands for one. */
export type Scope = Element

/** What people type into or choose from. */
export type Field = HTMLInputElement

const FIELD = 'input,select,textarea'

/** A form as the browser made it: its fields may have the names of its members, and hide them. */
export const bare = (scope: Scope): HTMLFormElement =>
  new Proxy(scope as HTMLFormElement, {
    get: (form, name) => {
      const member: unknown = Reflect.get(Object.getPrototypeOf(form), name, form)
      return typeof member === 'function' ? member.bind(form) : member
    },
  })

export const isForm = (scope: Element): scope is HTMLFormElement => scope.localName === 'form'

/** Components like `sl-input` have name and value, whatever is inside of them. */
const isComponent = (element: Element): boolean =>
  element.localName.includes('-') &&
  typeof (element as Field).value === 'string' &&
  ('name' in element || 'label' in element)

/** Components seldom have a type; what is ticked has `checked`. */
export const typeOf = (field: Field): string =>
  field.type ?? ('checked' in field ? 'checkbox' : 'text')

/** All fields below an element, also in open shadow roots. */
const collect = (root: ParentNode, found: Set<Field>): void => {
  for (const element of root.querySelectorAll('*')) {
    if (element.matches(FIELD)) found.add(element as Field)
    else if (element.localName.includes('-')) {
      if (isComponent(element)) found.add(element as Field)
      else if (element.shadowRoot) collect(element.shadowRoot, found)
    }
  }
}

/** All fields below an element, whatever form they belong to. */
export const fieldsWithin = (root: Element): Field[] => {
  const found = new Set<Field>()
  collect(bare(root), found)
  return [...found]
}

/** The fields of a form, or of a group those that belong to no form. */
export const fieldsOf = (scope: Scope): Field[] => {
  if (!isForm(scope)) return fieldsWithin(scope).filter((field) => !field.closest('form'))
  const own = [...(bare(scope).elements as Iterable<Element>)] as Field[]
  const found = [...new Set([...own, ...fieldsWithin(scope)])]
  // The input within a component that has its own value is no other one.
  return found.filter(
    (field) =>
      !found.some((other) => other !== field && isComponent(other) && other.contains(field)),
  )
}

const parentOf = (node: Element): Element | null =>
  node.parentElement ?? ((node.getRootNode() as ShadowRoot).host as Element | undefined) ?? null

/** Whether somebody has entered an address or a number. */
const isFilled = (scope: Scope): boolean =>
  fieldsOf(scope).some(({ value, type }) => (type === 'tel' ? value : isAddress(`${value}`.trim())))

/** A form right beside what was pressed, unless that is a link to another page. */
const formBeside = (element: Element): Scope | undefined =>
  /^(?!javascript:)[^#]/.test(element.getAttribute('href') ?? '')
    ? undefined
    : [...(element.parentElement?.children ?? [])].find((one) => isForm(one) && isFilled(one))

/** The form around an element, or the nearest group of fields without a form that has an address or number in it. */
export const scopeOf = (element: Element): Scope | undefined => {
  const own = (element as Field).form
  if (own instanceof Element && isForm(own)) return own
  for (let node: Element | null = element; node; node = parentOf(node)) {
    if (isForm(node)) return node
    if ((node.localName.includes('-') || node.querySelector(FIELD)) && isFilled(node)) return node
  }
  return formBeside(element)
}

/** By which the same form is known again when it was rendered anew. */
export const signatureOf = (scope: Scope): string =>
  [
    bare(scope).id,
    bare(scope).getAttribute('name'),
    ...fieldsOf(scope)
      .filter((field) => !/hidden|submit|button|image|reset/.test(typeOf(field)))
      .map((field) => field.name || field.id || typeOf(field)),
  ].join()

/** Whether an element takes up room on the page at all. */
export const isShown = (element: Element): boolean => !!bare(element).getClientRects()[0]

/** Whether its styles, or those around it, hide an element; nothing where the browser cannot tell. */
export const isStyledAway = (element: Element): boolean =>
  element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) === false

/** Styles for screen readers only: clipped to nothing, by itself or by what is around it. */
const isClipped = (field: Element): boolean => {
  let node: Element | null = field
  for (let depth = 0; node && depth < 4; depth++, node = node.parentElement) {
    const { clip, clipPath, overflow } = getComputedStyle(node)
    if (/rect\([01](px)?,? [01](px)?,? [01]\D|inset\((5|10)0%/.test(clip + clipPath)) return true
    if (overflow === 'hidden' && (node as HTMLElement).offsetWidth === 1) return true
  }
  return false
}

/**
 * Whether a person can see a field, so that it is no trap for robots. Steps of a form that are over
 * look the same from here, so what was typed into is remembered. A select that a widget hides is
 * none: robots fill in texts.
 */
export const isVisible = (element: Element): boolean => {
  const { right, bottom, width, height } = element.getBoundingClientRect()
  return (
    !isStyledAway(element) &&
    !isClipped(element) &&
    // Happy-dom has no layout; there everything is at 0.
    (right + scrollX > 0 || !width) &&
    (bottom + scrollY > 0 || !height) &&
    (!width || (width > 1 && height > 1)) &&
    element.getAttribute('aria-hidden') !== 'true'
  )
}
