import type { FormField } from '../../protocol/form/field.ts'
import type { FormOptions } from '../api.ts'
import { call, delivery, loadDelivery } from '../call.ts'
import { attempt } from '../lib/attempt.ts'
import { on } from '../lib/on.ts'
import { thisMoment } from '../record/moment.ts'
import { pageAddress } from '../record/pageAddress.ts'
import { settings } from '../settings.ts'
import { type Capture, type Caught, isWanted, NEXT_PAGE_KEY } from './kit.ts'

export const FIELDS = 'input,select,textarea'

/** Fields that may hold what must not leave the page; `forms.js` and the edge know better which do. */
const SECRET = /pass|card|cc-|cv[cv]|code|otp|pin|ssn|secret|token/i

/** Scripts and frames of widgets, as far as they can be told here; `widgets.ts` knows whose each is. */
export const WIDGETS =
  '[src*=calendly],[src*=typeform],[src*=jotform],[src*=hsforms],[src*=web_forms],[src*=meetings],[src*=freshchat],[src*="tally."],[src*="cal."]'

/** Whether handing a form in is consent to what it says. */
export const isFormConsent = (): boolean => settings.formsConsent === 'form'

export const captures = new Set<Capture>()
export const caught: Caught[] = []
/** Finds nothing, where no widgets are wanted. */
export let widgets = 'none'
/** A form or a widget is about to be used. */
export let areFormsUsed = false
let isInstalled = false
let isOver = false

/** From now on `forms.js` sees what happens. */
export const endCatching = (): void => {
  isOver = true
}

const load = (): void => {
  areFormsUsed = true
  if (delivery) delivery._openForms()
  else loadDelivery()
}

/** The fields as they are; of what may be a secret only that it is there. */
export const rawFields = (scope: Element): FormField[] =>
  [...scope.querySelectorAll<HTMLInputElement>(FIELDS)].map(
    ({ type, name, autocomplete, labels, placeholder, value, checked }) => ({
      type,
      name,
      autocomplete,
      label: labels?.[0]?.textContent ?? placeholder,
      value:
        /^(pass|hid|fil)/.test(type) || (type !== 'email' && SECRET.test(name + autocomplete))
          ? ''
          : value,
      checked,
    }),
  )

/** Loads what sees forms at the first use of a field; what is handed in meanwhile is taken down at once. */
const onUse = (event: Event): void => {
  if (isOver) return
  const { type } = event
  const target = (event.composedPath()[0] ?? event.target) as HTMLInputElement
  const isHandedIn =
    type === 'submit' || (event.isTrusted && /^c|Enter/.test(type + (event as KeyboardEvent).key))
  const scope = target.closest?.('form') ?? document.body
  if (isHandedIn && scope.querySelector(FIELDS))
    caught.push({ event, scope, fields: rawFields(scope), moment: thisMoment() })
  else if (
    type === 'blur' ? document.activeElement?.tagName !== 'IFRAME' : !target.matches?.(FIELDS)
  )
    return
  load()
}

/**
 * The page goes before `forms.js` came: the edge reads the fields of the last form handed in. Nobody
 * saw what became of one that a script sends, but nothing is lost so.
 */
const sendRaw = (): void => {
  const last = caught
    .splice(0)
    .filter(({ event }) => event.type === 'submit')
    .pop()
  if (!last) return
  const { scope, fields, moment } = last
  if (![...captures].some(([wanted]) => attempt(() => isWanted(scope, wanted)))) return
  const context = {
    // As lists: an event has room for 200 keys.
    form: { raw: fields.map(Object.values), provisional: true },
    ...(isFormConsent() && { consent: { analytics: true, marketing: true } }),
  }
  call('identify', [{}, { context }], moment)
  call(
    'track',
    ['Form Submitted', { formId: scope.id, url: pageAddress(moment.href).href }, { context }],
    moment,
  )
}

const install = (): void => {
  on('focusin pointerdown keydown click submit blur', (event) => attempt(() => onUse(event)))
  on('pagehide', sendRaw)
  if (attempt(() => sessionStorage[NEXT_PAGE_KEY])) load()
  // Again when all of the page is there: it may be idle in the middle of its coming.
  const look = (): unknown => document.querySelector(widgets) && load()
  on('load', look)
  const idle = window.requestIdleCallback ?? setTimeout
  idle(() => {
    look()
    if (document.querySelector(FIELDS)) loadDelivery()
  })
}

/**
 * Sees sign-ups of a form, or of all that a selector names, now and later. What does that is a file
 * of its own, which only pages get whose forms are used.
 */
export const captureForm = (form: Element | string, options: FormOptions = {}): (() => void) => {
  // With all forms, also what other vendors' widgets are handed.
  if (form === 'form' && settings.widgets !== 'off') widgets = WIDGETS
  if (!isInstalled) install()
  isInstalled = true
  const capture: Capture = [form, options]
  captures.add(capture)
  return () => captures.delete(capture)
}
