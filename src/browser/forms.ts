import type { FormOptions } from './api.ts'
import { readForm } from './forms/readForm.ts'
import { begin, moveOn, succeed, touch } from './forms/submissions.ts'
import { isVisible } from './forms/visible.ts'
import { addTo } from './lib/addTo.ts'
import { attempt } from './lib/attempt.ts'
import { on } from './lib/on.ts'
import { isAmong } from './lib/onClick.ts'
import { onNavigation } from './lib/onNavigation.ts'
import { wrap } from './lib/wrap.ts'
import { thisMoment } from './record/moment.ts'
import { pageAddress } from './record/pageAddress.ts'
import { record } from './record/record.ts'

type Capture = [form: HTMLFormElement | string, options: FormOptions]

const captures = new Set<Capture>()

/** Fields that were seen while somebody typed into them. */
const typed = new WeakSet<Element>()

let isInstalled = false

/** Takes the values down at once: the page may empty the form when it is done. */
const take = (form: HTMLFormElement): void => {
  let options: FormOptions | undefined
  for (const [wanted, chosen] of captures)
    if (attempt(() => isAmong(form, wanted))) options = chosen
  if (!options) return
  const { traits, values } = readForm(form, typed, options)
  const event = options.event ?? form.dataset['event']
  const isSignUp = Object.keys(traits)[0]
  // A form that tells nothing of a person (a search, a cart, a log-out) is no sign-up.
  if (!isSignUp && !event) return
  // By attribute, since fields are named by their owners and `form.name` may be one of them.
  const { id, name } = form.attributes as unknown as Record<string, Attr | undefined>
  const moment = thisMoment()
  const context = { form: impressionOf(form) }
  begin(form, values, () => {
    const properties = {
      formId: id?.value,
      formName: name?.value,
      url: pageAddress(moment.href).href,
    }
    if (isSignUp) record('identify', [traits, { context }], moment)
    record('track', [event ?? 'Form Submitted', properties], moment)
  })
}

/** By which the edge can tell a robot: seconds since the page began, and whether the trap was filled in. */
const impressionOf = (form: HTMLFormElement): object => ({
  seconds: performance.now() / 1000,
  honeypot: !!form.querySelector<HTMLInputElement>('[data-honeypot]')?.value,
})

const onSubmit = (event: Event): void => {
  const form = event.composedPath()[0] as HTMLFormElement
  attempt(() => take(form))
  // By then all listeners of the page have had their say.
  setTimeout(() => event.defaultPrevented || succeed(form))
}

/** A submit event does not leave its shadow tree, but what people do before it does. */
const onAct = (event: Event): void => {
  const element = event.composedPath()[0] as Element
  watchTree(element.getRootNode())
  if (event.type === 'input' && isVisible(element)) typed.add(element)
  if (event.isTrusted) touch()
}

/** Asked again for the same tree, a browser changes nothing. */
const watchTree = (root: Node): void => root.addEventListener('submit', onSubmit, true)

const install = (): void => {
  watchTree(document)
  on('input click keydown', (event) => attempt(() => onAct(event)))
  on('pagehide', moveOn)
  onNavigation((isReplace) => isReplace || moveOn())
  wrap(HTMLFormElement.prototype, 'submit', (form) => {
    attempt(() => take(form))
    succeed(form)
    return undefined
  })
}

/**
 * Sees forms being handed in, without ever standing in the way: it listens, and calls neither
 * `preventDefault` nor `submit`. Nothing is installed before the first form is to be captured.
 */
export const captureForm = (
  form: HTMLFormElement | string,
  options: FormOptions = {},
): (() => void) => {
  if (!isInstalled) install()
  isInstalled = true
  return addTo(captures, [form, options])
}
