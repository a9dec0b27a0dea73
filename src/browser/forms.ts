import type { FormOptions } from './api.ts'
import { readForm } from './forms/readForm.ts'
import { begin, moveOn, succeed, touch } from './forms/submissions.ts'
import { isVisible } from './forms/visible.ts'
import { addTo } from './lib/addTo.ts'
import { attempt } from './lib/attempt.ts'
import { on } from './lib/on.ts'
import { onNavigation } from './lib/onNavigation.ts'
import { thisMoment } from './moment.ts'
import { record } from './recorder.ts'

type Capture = [form: HTMLFormElement | string, options: FormOptions]

const captures = new Set<Capture>()

/** Fields that were seen while somebody typed into them. */
const typed = new WeakSet<Element>()

/** Shadow trees that are listened to. */
const roots = new WeakSet<Node>()

let isInstalled = false

/** All texts inside traits, nested ones included, that are long enough to be recognised by. */
const marksOf = (value: unknown): string[] =>
  Object(value) === value
    ? Object.values(value as object).flatMap(marksOf)
    : [`${value}`].filter((text) => text[2])

/** Takes the values down at once: the page may empty the form when it is done. */
function take(form: HTMLFormElement, submitter?: HTMLElement | null): void {
  const capture = [...captures]
    .filter(([wanted]) => form === wanted || form.matches(`${wanted}`))
    .pop()
  if (!capture) return
  const traits = readForm(form, typed, capture[1])
  const event = submitter?.dataset['event'] ?? form.dataset['event'] ?? capture[1].event
  const isSignUp = Object.keys(traits)[0]
  // A form that tells nothing of a person (a search, a cart, a log-out) is no sign-up.
  if (!isSignUp && !event) return
  // By attribute, since fields are named by their owners and \`form.name\` may be one of them.
  const { id, name } = form.attributes as unknown as Record<string, Attr | undefined>
  const moment = thisMoment()
  const context = { form: impressionOf(form) }
  begin(form, marksOf(traits), () => {
    if (isSignUp) record(moment, 'identify', traits, { context })
    record(moment, 'track', event ?? 'Form Submitted', {
      formId: id?.value,
      formName: name?.value,
      url: moment.href,
    })
  })
}

/** By which the edge can tell a robot: seconds since the page began, and whether the trap was filled in. */
const impressionOf = (form: HTMLFormElement): object => ({
  seconds: Math.round(performance.now() / 1000),
  honeypot: !!form.querySelector<HTMLInputElement>('[data-honeypot],[name=honeypot]')?.value,
})

const onSubmit = (event: Event): void => {
  const form = event.composedPath()[0] as HTMLFormElement
  attempt(() => take(form, (event as SubmitEvent).submitter as HTMLElement))
  // By then all listeners of the page have had their say.
  setTimeout(() => event.defaultPrevented || succeed(form))
}

/** A submit event does not leave its shadow tree, but what people do before it does. */
const onAct = (event: Event): void => {
  const element = event.composedPath()[0] as Element
  const root = element.getRootNode()
  if (root !== document && !roots.has(root)) {
    roots.add(root)
    root.addEventListener('submit', onSubmit, true)
  }
  if (event.type === 'input' && isVisible(element)) typed.add(element)
  if (event.isTrusted && event.type !== 'focusin') touch()
}

function install(): void {
  on('submit', onSubmit)
  on('focusin input click keydown', onAct)
  on('pagehide', moveOn)
  onNavigation((isReplace) => isReplace || moveOn())
  const { submit } = HTMLFormElement.prototype
  HTMLFormElement.prototype.submit = function () {
    attempt(() => take(this))
    succeed(this)
    submit.call(this)
  }
}

/**
 * Sees forms being handed in, without ever standing in the way: it listens, and calls neither
 * `preventDefault` nor `submit`. Nothing is installed before the first form is to be captured.
 */
export function captureForm(form: HTMLFormElement | string, options: FormOptions = {}): () => void {
  if (!isInstalled) install()
  isInstalled = true
  return addTo(captures, [form, options])
}
