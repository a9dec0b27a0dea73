/**
 * All about forms, in a file that is loaded when one is about to be used: sees them being handed in
 * without ever standing in the way, finds out whether the site took them, and reports those.
 */
import type { FormField } from '../../protocol/form/field.ts'
import type { FormOptions } from '../api.ts'
import { attempt } from '../lib/attempt.ts'
import { type Beginning, createListener } from './beginnings.ts'
import { type FormsKit, isWanted } from './kit.ts'
import { lookAt, takeLook } from './look.ts'
import { createMover } from './mover.ts'
import { watchNextPage } from './nextPage.ts'
import { readForm, takeFields } from './readForm.ts'
import { readFrame } from './readFrame.ts'
import { report } from './report.ts'
import { isForm, type Scope } from './scope.ts'
import type { Submission } from './submission.ts'
import { createSubmissions } from './submissions.ts'
import { watchFrames } from './watchFrames.ts'
import { watchRequests } from './watchRequests.ts'
import { watchResources } from './watchResources.ts'
import { watchTexts } from './watchTexts.ts'

const nameOf = ({ name, id, label, type }: FormField): string => `${name ?? id ?? label ?? type}`

export const start = (kit: FormsKit): void => {
  const typed = new WeakSet<Element>()
  const reported = new Set<string>()
  const frames = new Map<Element, { submission: Submission; id: number }>()
  const { origin } = new URL(kit.endpoint, location.href)
  const isOwn = (address: string): boolean =>
    address.startsWith(`${origin}/v1/`) || (/\/sdk\//.test(address) && address.startsWith(origin))
  const keyOf = ({ before, reading }: Submission): string => `${before.signature} ${reading.values}`

  const tell = (submission: Submission, is: string, why: string): void =>
    kit.emit('form', {
      form: submission.before.scope,
      is,
      why,
      fields: submission.reading.fields,
      evidence: submission.evidence,
    })

  const count = (submission: Submission, isProvisional = false): string[] => {
    reported.add(keyOf(submission))
    return report(kit, submission, isProvisional)
  }

  const { onAct, mover, noteAnswer } = createMover((element) =>
    submissions.all().some(({ before }) => before.scope === element),
  )
  const goNative = (submission: Submission): void => {
    const target = submission.native?.()
    submission.native = undefined
    if (!target) return
    if (typeof target === 'object') {
      const id = -1 - frames.size
      const of = submission.reading.values.length
      frames.set(target, { submission, id })
      submissions.note(submission, {
        is: 'sent',
        at: performance.now(),
        id,
        way: 'frame',
        carries: of || 1,
        of,
        isOwnSite: true,
      })
      return
    }
    submissions.drop(submission)
    const ids = count(submission, target === '_self')
    tell(submission, 'yes', 'the browser submitted it')
    if (target === '_self') nextPage.remember(ids, submission.before.scope)
  }
  const submissions = createSubmissions({ report: count, tell, mover, noteAnswer, goNative })
  const nextPage = watchNextPage(kit)

  const optionsFor = (scope: Scope): FormOptions | undefined => {
    let options: FormOptions | undefined
    for (const [wanted, chosen] of kit.captures)
      if ((wanted === 'form' && !isForm(scope)) || attempt(() => isWanted(scope, wanted)))
        options = chosen
    return options
  }

  /** Fields of earlier steps, which are gone by now. */
  const past: Submission[] = []
  const earlierFields = (scope: Scope, taken: FormField[]): FormField[] => {
    const known = new Set(taken.map(nameOf))
    return past
      .filter(
        ({ before }) =>
          before.scope === scope ||
          (before.around.some((element) => element.contains(scope)) &&
            /gone|next/.test(lookAt(before))),
      )
      .reverse()
      .flatMap(({ reading }) => reading.taken)
      .filter((field) => !known.has(nameOf(field)) && known.add(nameOf(field)))
  }

  const begin = ({ scope, fields, moment = kit.thisMoment(), native }: Beginning): void => {
    const options = optionsFor(scope)
    if (!options) return
    const taken = fields ?? takeFields(scope, typed, options)
    const reading = readForm(scope, [...taken, ...earlierFields(scope, taken)], options)
    const isNamed = options.event ?? (scope as HTMLElement).dataset['event']
    const before = takeLook(scope)
    const submission: Submission = {
      before,
      reading,
      options,
      moment,
      native,
      at: performance.now() - (Date.now() - moment.time),
      path: location.pathname + (/^#!?\//.test(location.hash) ? location.hash : ''),
      evidence: [],
      texts: watchTexts([]),
      impression: {
        seconds: performance.now() / 1000,
        honeypot: !!scope.querySelector<HTMLInputElement>('[data-honeypot]')?.value,
      },
    }
    if (reading.why && !isNamed) {
      past.push(submission)
      tell(submission, 'none', reading.why)
      return
    }
    const same = submissions
      .all()
      .find((one) => one.before.scope === scope || one.before.signature === before.signature)
    if (same && keyOf(same) === keyOf(submission)) {
      same.native = native ?? same.native
      return
    }
    if (reading.values[0] && reported.has(keyOf(submission))) return
    nextPage.onBegin(scope)
    if (same) submissions.drop(same)
    for (const one of submissions.all())
      if (
        past.includes(one) &&
        one.before.around.some((element) => element.contains(scope)) &&
        /gone|next/.test(lookAt(one.before))
      )
        submissions.drop(one)
    submission.texts = watchTexts([scope.ownerDocument, ...rootsAround(scope)])
    past.push(submission)
    if (past[9]) past.shift()
    submissions.add(submission)
    tell(submission, 'open', 'handed in')
  }

  const listener = createListener({
    begin,
    goNative: (scope) => {
      const submission = submissions.all().find(({ before }) => before.scope === scope)
      if (submission) goNative(submission)
    },
    onAct,
    touch: (field) => {
      for (const { before } of submissions.all())
        if (before.entered.has(field as HTMLInputElement)) before.isTouched = true
    },
    typed,
  })

  const watch = (page: Window & typeof globalThis): void => {
    listener.watch(page)
    watchRequests(page, { isOpen: submissions.isOpen, isOwn, tell: sent })
  }
  const seen = new Set<string>()
  const sent: typeof submissions.sent = (way, address, body) => {
    seen.add(address.replace(/#.*/, ''))
    return submissions.sent(way, address, body)
  }

  watch(window)
  watchFrames(watch, (frame) => {
    const found = frames.get(frame)
    if (!found) return
    const says = readFrame(frame as HTMLElement, found.submission.before.signature)
    if (!says) return
    frames.delete(frame)
    submissions.note(found.submission, { is: 'answer', at: performance.now(), id: found.id, says })
  })
  watchResources((loaded) => {
    const { address } = loaded
    if (submissions.isOpen() && !isOwn(address) && !seen.has(address)) submissions.loaded(loaded)
  })
  addEventListener(
    'pagehide',
    () => {
      submissions.leave()
      nextPage.leave()
    },
    true,
  )
  for (const { event, ...rest } of kit.caught.splice(0)) listener.hear(event, rest)
}

const rootsAround = (scope: Element): Node[] => {
  const root = scope.getRootNode()
  return root instanceof ShadowRoot ? [root, ...rootsAround(root.host)] : []
}
