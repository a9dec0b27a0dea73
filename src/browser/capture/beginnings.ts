import { type FormField, wordsOf } from '../../protocol/form/field.ts'
import { attempt } from '../lib/attempt.ts'
import { wrap } from '../lib/wrap.ts'
import type { Moment } from '../record/moment.ts'
import { bare, type Field, isForm, isVisible, type Scope, scopeOf } from './scope.ts'

/** How a form came to be handed in. */
export interface Beginning {
  event: Event
  scope: Scope
  /** Taken down earlier, by `sdk.js`. */
  fields?: FormField[]
  moment?: Moment
  /** Where the browser itself will show the answer, once all listeners of the page let it. */
  native?: () => ReturnType<typeof nativeTarget>
}

interface Needs {
  begin: (beginning: Beginning) => void
  /** The browser now submits what was begun, if nobody prevented it. */
  goNative: (scope: Scope) => void
  onAct: (event: Event) => void
  /** Somebody is about to enter something, or a script does for them. */
  use: (field: Field) => void
  /** The visitor goes on editing. */
  touch: (field: Field) => void
  typed: WeakSet<Element>
}

/**
 * What the visitor does with a form in a window or an open shadow root of it. Some pages send as
 * soon as a button is pressed down, some when it is let go.
 */
export const createListener = ({ begin, goNative, onAct, use, touch, typed }: Needs) => {
  const submit = (event: Event, given: Partial<Beginning> = {}): void => {
    const scope = (given.scope ?? event.composedPath()[0]) as Scope
    const { submitter } = event as SubmitEvent
    if (
      !isForm(scope) ||
      (submitter?.getAttribute('formmethod') ?? bare(scope).getAttribute('method')) === 'dialog'
    )
      return
    begin({
      ...given,
      event,
      scope,
      native: () =>
        event.isTrusted && !event.defaultPrevented ? nativeTarget(scope, submitter) : undefined,
    })
    // By then all listeners of the page have had their say.
    setTimeout(() => goNative(scope))
  }

  const press = (event: Event, given: Partial<Beginning> = {}): void => {
    if (!event.isTrusted) return
    const path = event.composedPath()
    const [first] = path as Element[]
    const { key = ' ', isComposing } = event as KeyboardEvent
    const isEnter = key === 'Enter' && !isComposing && first?.localName !== 'textarea'
    const isPress = key === ' ' && !first?.matches('textarea,select')
    const element = isEnter ? first : isPress && sendingElement(path)
    const scope = given.scope ?? (element && scopeOf(element))
    if (scope) begin({ ...given, event, scope })
  }

  const edit = (event: Event): void => {
    const field = event.composedPath()[0] as Field
    if (event.isTrusted || isVisible(field)) typed.add(field)
    if (event.isTrusted) touch(field)
  }

  const hear = (event: Event, given?: Partial<Beginning>): void => {
    attempt(() => {
      const [first] = event.composedPath() as Node[]
      if (first?.getRootNode) watchTree(first.getRootNode())
      if (event.type === 'submit') submit(event, given)
      else if (/input|change/.test(event.type)) edit(event)
      else if (/click|down/.test(event.type)) press(event, given)
      // After the form has begun, if the click was to send it.
      onAct(event)
      if (/^[fi]/.test(event.type)) use(first as Field)
    })
  }

  /** A submit event does not leave its shadow tree. Asked again for the same tree, a browser changes nothing. */
  const watchTree = (root: Node): void => root.addEventListener('submit', hearSubmit, true)
  const hearSubmit = (event: Event): void => hear(event)

  const watch = (page: Window & typeof globalThis): void => {
    watchTree(page.document)
    for (const type of ['focusin', 'input', 'change', 'pointerdown', 'click', 'keydown'])
      page.addEventListener(type, (event) => hear(event), true)
    wrap(page.HTMLFormElement.prototype, 'submit', (form) => {
      attempt(() => {
        begin({ event: new Event('submit'), scope: form, native: () => nativeTarget(form) })
        goNative(form)
      })
      return undefined
    })
  }

  return { watch, hear }
}

const SENDS = 'button,a,input,[role=button],[role=link],[onclick],summary'

/** Buttons that send nothing, whatever happens next. */
const SENDS_NOTHING =
  /^(back|previous|cancel|close|reset|clear|no thanks|zuruck|abbrechen|schlie\w+|retour|precedent|annuler|fermer|atras|anterior|volver|cancelar|cerrar|voltar|fechar|indietro|annulla|chiudi|terug|vorige|annuleren|sluiten)$/

/** What has but a listener says by the cursor that it can be clicked. */
const isClickable = (node: Element): boolean =>
  !node.closest('label,input,select,textarea,option') && getComputedStyle(node).cursor === 'pointer'

/** The button, link or element with a role among those an event passed, if it may send a form. */
const sendingElement = (path: EventTarget[]): Element | undefined => {
  const element = (path as Element[]).find(
    (node) =>
      node.localName &&
      !isForm(node) &&
      (node.matches(SENDS) || /button|btn/.test(node.localName) || isClickable(node)),
  )
  if (!element) return undefined
  const { type, value } = element as Field
  const isField = element.localName === 'input' && !/^(submit|button|image)$/.test(type)
  return isField || type === 'reset' || SENDS_NOTHING.test(wordsOf(element.textContent || value))
    ? undefined
    : element
}

/**
 * Where the browser shows the answer to a form that it submits: `_self` in this tab, `_blank` in
 * another, or the frame. Nothing when it is none of its submissions: a dialog, a script for an
 * action, a form that is no part of the page.
 */
const nativeTarget = (
  given: HTMLFormElement,
  submitter?: HTMLElement | null,
): HTMLElement | '_self' | '_blank' | undefined => {
  const form = bare(given)
  const chosen = (name: string): string | null | undefined =>
    submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name)
  if (!form.isConnected || /^(javascript|mailto):/i.test(chosen('action') ?? '')) return undefined
  if (chosen('method')?.toLowerCase() === 'dialog') return undefined
  const page = form.ownerDocument.defaultView
  const name =
    chosen('target') || document.querySelector('base[target]')?.getAttribute('target') || '_self'
  if (/^_(self|top|parent)$/i.test(name))
    return page?.frameElement instanceof HTMLElement && page !== window
      ? page.frameElement
      : '_self'
  const frame = [...document.querySelectorAll<HTMLElement>('iframe,frame')].find(
    (one) => one.getAttribute('name') === name,
  )
  return frame ?? '_blank'
}
