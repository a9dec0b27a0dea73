import type { Look } from '../evidence.ts'
import {
  bare,
  type Field,
  fieldsOf,
  fieldsWithin,
  isForm,
  isShown,
  isStyledAway,
  type Scope,
  signatureOf,
  typeOf,
} from '../scope.ts'

/** What a form was like when it was handed in. */
export interface Before {
  scope: Scope
  signature: string
  /** What stood in each field. */
  entered: Map<Field, string>
  /** What surrounds it, nearest first. */
  around: Element[]
  /** The fields there. */
  known: Set<Field>
  /** The visitor changed it since. */
  isTouched: boolean
}

const TEXT = /^(?!.*(hidden|submit|button|reset|image|file|box|radio|select|range|color|password))/

const isText = (field: Field): boolean => TEXT.test(typeOf(field))

const textFields = (scope: Scope): Field[] => fieldsOf(scope).filter(isText)

export const takeLook = (scope: Scope): Before => {
  const around: Element[] = []
  for (
    let node = bare(scope).parentElement;
    node && node !== document.body && around.length < 3;
    node = node.parentElement
  )
    around.push(node)
  return {
    scope,
    signature: signatureOf(scope),
    entered: new Map(
      textFields(scope)
        .filter(({ value }) => value)
        .map((field) => [field, `${field.value}`]),
    ),
    around,
    known: new Set(fieldsWithin(around[around.length - 1] ?? scope)),
    isTouched: false,
  }
}

/** Faded out, or folded up. */
const isHidden = (field: Element): boolean => {
  if (!isShown(field) || isStyledAway(field)) return true
  let node: HTMLElement | null = field.parentElement
  for (let depth = 0; node && depth < 6; depth++, node = node.parentElement)
    if (!node.offsetHeight && getComputedStyle(node).overflow !== 'visible') return true
  return false
}

const isGone = (scope: Scope): boolean =>
  !bare(scope).isConnected ||
  fieldsOf(scope)
    .filter(({ type }) => type !== 'hidden')
    .every(isHidden)

/** The same form, rendered anew. */
const findAgain = ({ scope, signature, around }: Before): Scope | undefined => {
  const candidates: Iterable<Scope> = isForm(scope) ? document.querySelectorAll('form') : around
  for (const candidate of candidates)
    if (candidate.isConnected && signatureOf(candidate) === signature && !isGone(candidate))
      return candidate
  return undefined
}

/** Other fields to be filled in stand now where the form was. */
const isNextStep = ({ around, known }: Before): boolean => {
  const place = around.find(({ isConnected }) => isConnected)
  return (
    !!place &&
    fieldsWithin(place).some((field) => isText(field) && !known.has(field) && !isHidden(field))
  )
}

const isAtFault = (scope: Scope): boolean =>
  [...bare(scope).querySelectorAll('[aria-invalid=true],:invalid:not(fieldset)')].some(
    (field) => field !== scope && isShown(field),
  )

/** How a form looks now, compared to when it was handed in. Follows one that was rendered anew. */
export const lookAt = (before: Before): Look => {
  if (isGone(before.scope)) {
    const again = findAgain(before)
    if (!again || again === before.scope) return isNextStep(before) ? 'next step' : 'gone'
    before.scope = again
  }
  const values = textFields(before.scope).map(({ value }) => `${value}`)
  const isEmptied =
    before.entered.size > 0 &&
    !before.isTouched &&
    [...before.entered.values()].every((value) => !values.includes(value))
  if (isEmptied) return 'emptied'
  return isAtFault(before.scope) ? 'at fault' : 'as it was'
}
