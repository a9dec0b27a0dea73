/**
 * Watches forms, in a file that is loaded when one is about to be used: hears them being handed in
 * without ever standing in the way, and what leaves the page then. What that means, `judge.js` says.
 */
import type { FormField } from '../../protocol/form/field.ts'
import type { FormOptions } from '../api.ts'
import { attempt } from '../lib/attempt.ts'
import { type Beginning, createListener } from './beginnings.ts'
import { callJudge } from './callJudge.ts'
import { type FormsKit, isWanted, NEXT_PAGE_KEY } from './kit.ts'
import { openWidgets } from './openWidgets.ts'
import { bare, type Field, isForm, type Scope } from './scope.ts'
import { watchFrames } from './watchFrames.ts'
import { type Tell, watchRequests } from './watchRequests.ts'

const SEARCH = '[role=search],search'

export const start = (kit: FormsKit): void => {
  const typed = new WeakSet<Element>()
  const { origin } = new URL(kit.endpoint, location.href)
  const isOwn = (address: string): boolean =>
    address.startsWith(`${origin}/v1/`) || (/\/sdk\//.test(address) && address.startsWith(origin))
  const { call, judge, tell, isOpen } = callJudge({ ...kit, typed, isOwn })
  let isCalled = false

  const optionsFor = (scope: Scope): FormOptions | undefined => {
    let options: FormOptions | undefined
    for (const [wanted, chosen] of kit.captures)
      if ((wanted === 'form' && !isForm(scope)) || attempt(() => isWanted(scope, wanted)))
        options = chosen
    return options
  }

  const begin = ({
    event,
    scope,
    moment = kit.thisMoment(),
    native,
    ...given
  }: Beginning): void => {
    const options = optionsFor(scope)
    if (!options) return
    const fields = given.fields ?? (judge() ? undefined : kit.rawFields(scope))
    if (fields) {
      if (!options.event && isSearch(scope, fields)) return
      kit.caught.push({ event, scope, fields, moment })
    }
    tell((one) => one.begin({ scope, fields, moment, native, options }))
    call()
  }

  /** Most people who go into a field hand it in; so the judge is there in time. */
  const use = (field: Field): void => {
    if (isCalled || ![...kit.captures].some(([wanted]) => isPartOf(field, wanted))) return
    isCalled = true
    call()
  }

  const listener = createListener({
    begin,
    goNative: (scope) => tell((one) => one.goNative(scope)),
    onAct: (event) => judge()?.onAct(event),
    use,
    touch: (field) => judge()?.touch(field),
    typed,
  })

  const tellSent: Tell = (way, address, body) => {
    let answer: ReturnType<Tell>
    tell((one) => {
      answer = one.sent(way, address, body)
    })
    return (says) => tell(() => answer?.(says))
  }
  const watch = (page: Window & typeof globalThis): void => {
    listener.watch(page)
    watchRequests(page, { isOpen, isOwn, tell: tellSent })
  }
  watch(window)
  watchFrames(watch, (frame) => {
    if (isOpen()) tell((one) => one.onFrame(frame))
  })
  for (const { event, ...rest } of kit.caught.splice(0)) listener.hear(event, rest)
  if (attempt(() => sessionStorage[NEXT_PAGE_KEY])) call()
  if (document.activeElement) use(document.activeElement as Field)
  openWidgets(kit, call)
}

/** Whether what is entered in a field may come to be handed in with what was named. */
const isPartOf = (field: Field, wanted: Element | string): unknown =>
  field.type !== 'search' &&
  !field.closest(SEARCH) &&
  (typeof wanted === 'string'
    ? attempt(() => field.closest(wanted)) ||
      // A group of fields without a form counts as one for its address or number.
      (wanted === 'form' && /email|tel|@/.test(field.type + field.value))
    : wanted.contains(field))

/** A form for searching only is worth no other file. */
const isSearch = (given: Scope, [first, ...others]: FormField[]): boolean => {
  const scope = bare(given)
  return (
    !scope.dataset['event'] &&
    (!!scope.closest(SEARCH) ||
      (first?.type === 'search' && others.every(({ type }) => /^(hidden|sub|but)/.test(type))))
  )
}
