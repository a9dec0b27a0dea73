import type { JsonObject } from '../protocol/event.ts'
import type { FormOptions } from './api.ts'
import { readForm } from './forms/readForm.ts'
import { createSubmissions } from './forms/submissions.ts'
import { isVisible } from './forms/visible.ts'
import { onNavigation } from './lib/onNavigation.ts'
import { type Moment, thisMoment } from './moment.ts'

/** A sign-up that succeeded. */
export interface Lead {
  event: string
  traits: JsonObject
  properties: JsonObject
  moment: Moment
}

interface Capture {
  form: HTMLFormElement | string
  options: FormOptions
}

/** Fields are named by their owners, so a form's own `name` or `id` may be one of its fields. */
const attributeOf = (element: Element | null | undefined, name: string): string =>
  element?.getAttribute(name) ?? ''

/** All texts inside traits, nested ones included. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value ? Object.values(value).flatMap(textsIn) : [String(value)]

/**
 * Sees forms being handed in, without ever standing in the way: it listens, and calls neither
 * `preventDefault` nor `submit`. Nothing is installed before the first form is to be captured.
 */
export function createForms(ownUrl: string, report: (lead: Lead) => void) {
  const captures: Capture[] = []
  const typed = new WeakSet<Element>()
  const roots = new WeakSet<Node>()
  const submissions = createSubmissions(ownUrl, report)

  const captureOf = (form: HTMLFormElement): Capture | undefined =>
    captures.find(({ form: wanted }) =>
      typeof wanted === 'string' ? form.matches(wanted) : form === wanted,
    )

  /** Takes the values down at once: the page may empty the form when it is done. */
  const begin = (form: HTMLFormElement, submitter?: Element | null): boolean => {
    const capture = !form.closest('[data-ignore],[role=search]') && captureOf(form)
    if (!capture) return false
    const { options } = capture
    const traits = readForm(form, typed, options)
    const named =
      attributeOf(submitter, 'data-event') || attributeOf(form, 'data-event') || options.event
    // A form that tells nothing of a person (a search, a cart, a log-out) is no sign-up.
    if (!Object.keys(traits).length && !named) return false
    const moment = thisMoment()
    const properties: JsonObject = { url: moment.href }
    for (const name of ['id', 'name']) {
      const value = attributeOf(form, name)
      if (value) properties[`form${name === 'id' ? 'Id' : 'Name'}`] = value
    }
    const lead = { event: named || 'Form Submitted', traits, properties, moment }
    submissions.begin({ form, lead, marks: textsIn(traits).filter((text) => text.length > 2) })
    return true
  }

  const onSubmit = (event: Event): void => {
    const form = event.composedPath()[0] as HTMLFormElement
    const { submitter } = event as SubmitEvent
    if (!begin(form, submitter)) return
    const method = attributeOf(submitter, 'formmethod') || attributeOf(form, 'method')
    // By then all listeners of the page have had their say. A dialog form only closes its dialog.
    setTimeout(() => {
      if (!event.defaultPrevented && method !== 'dialog') submissions.succeed(form)
    })
  }

  /** A submit event does not leave its shadow tree, but what people do before it does. */
  const onAct = (event: Event): void => {
    const element = event.composedPath()[0] as Element
    listenIn(element.getRootNode?.() ?? document)
    if (event.type === 'input' && !typed.has(element) && isVisible(element)) typed.add(element)
    if (event.isTrusted && event.type !== 'focusin') submissions.touch()
  }

  const listenIn = (root: Node): void => {
    if (roots.has(root)) return
    roots.add(root)
    root.addEventListener('submit', onSubmit, true)
  }

  const install = (): void => {
    roots.add(document)
    addEventListener('submit', onSubmit, true)
    for (const type of ['focusin', 'input', 'click', 'keydown']) addEventListener(type, onAct, true)
    addEventListener('pagehide', submissions.moveOn)
    onNavigation((isReplace) => isReplace || submissions.moveOn())

    const { submit, requestSubmit } = HTMLFormElement.prototype
    HTMLFormElement.prototype.submit = function () {
      if (begin(this)) submissions.succeed(this)
      return submit.call(this)
    }
    HTMLFormElement.prototype.requestSubmit = function (...given) {
      listenIn(this.getRootNode())
      return requestSubmit.apply(this, given)
    }
  }

  return (form: HTMLFormElement | string, options: FormOptions = {}): (() => void) => {
    if (!captures.length) install()
    const capture = { form, options }
    captures.unshift(capture)
    return () => {
      captures.splice(captures.indexOf(capture), 1)
    }
  }
}
