/**
 * All about forms, in a file that is loaded when one is about to be used: sees them being handed in
 * without ever standing in the way, finds out whether the site took them, and reports those.
 */
import { readFields } from '../../protocol/form/readFields.ts'
import type { FormOptions } from '../api.ts'
import { attempt } from '../lib/attempt.ts'
import { type Beginning, createListener } from './beginnings.ts'
import { createBrowserSubmits, watchFrames } from './browserSubmits.ts'
import { type FormsKit, isWanted } from './kit.ts'
import { takeLook } from './look.ts'
import { createMover, pathNow } from './mover.ts'
import { watchNextPage } from './nextPage.ts'
import { openWidgets } from './openWidgets.ts'
import { readForm, takeFields } from './readForm.ts'
import { bare, isForm, type Scope } from './scope.ts'
import { createSteps } from './steps.ts'
import { report, type Submission } from './submission.ts'
import { createSubmissions } from './submissions.ts'
import { watchRequests, watchResources } from './watchRequests.ts'
import { watchTexts } from './watchTexts.ts'

/** What a widget tells as well is the same submission within this time. */
const SAME_MS = 10_000

export const start = (kit: FormsKit): void => {
  const typed = new WeakSet<Element>()
  const reported = new Set<string>()
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

  let last: [values: string[], at: number] = [[], 0]
  const count = (submission: Submission, isProvisional = false): string[] => {
    reported.add(keyOf(submission))
    last = [submission.reading.values, performance.now()]
    return report(kit, submission, isProvisional)
  }

  const { onAct, mover, noteAnswer } = createMover((element) =>
    submissions.all().some(({ before }) => before.scope === element),
  )
  const browserSubmits = createBrowserSubmits({
    submissions: () => submissions,
    count: (submission, isHere) => {
      const ids = count(submission, isHere)
      tell(submission, 'yes', 'the browser submitted it')
      if (isHere) nextPage.remember(ids, submission.before.scope)
    },
  })
  const submissions = createSubmissions({
    report: count,
    tell,
    mover,
    noteAnswer,
    goNative: browserSubmits.go,
  })
  const nextPage = watchNextPage(kit)

  const optionsFor = (scope: Scope): FormOptions | undefined => {
    let options: FormOptions | undefined
    for (const [wanted, chosen] of kit.captures)
      if ((wanted === 'form' && !isForm(scope)) || attempt(() => isWanted(scope, wanted)))
        options = chosen
    return options
  }

  const steps = createSteps()

  const begin = ({ scope, fields, moment = kit.thisMoment(), native }: Beginning): void => {
    const options = optionsFor(scope)
    if (!options) return
    const taken = fields ?? takeFields(scope, typed, options)
    const reading = readForm(scope, [...taken, ...steps.fields(scope, taken)], options)
    const isNamed = options.event ?? bare(scope).dataset['event']
    const before = takeLook(scope)
    const submission: Submission = {
      before,
      reading,
      options,
      moment,
      native,
      at: performance.now() - (Date.now() - moment.time),
      path: pathNow(),
      evidence: [],
      texts: watchTexts([]),
      impression: {
        seconds: performance.now() / 1000,
        honeypot: !!bare(scope).querySelector<HTMLInputElement>('[data-honeypot]')?.value,
      },
    }
    if (reading.why && !isNamed) {
      steps.add(submission)
      tell(submission, 'none', reading.why)
      return
    }
    const same = submissions
      .all()
      .find((one) => one.before.scope === scope || one.before.signature === before.signature)
    if (same && keyOf(same) === keyOf(submission)) {
      // Boxes may be ticked otherwise by now.
      Object.assign(same, { reading, native: native ?? same.native })
      return
    }
    if (reading.values[0] && reported.has(keyOf(submission))) return
    nextPage.onBegin(scope)
    if (same) submissions.drop(same)
    for (const one of steps.before(scope)) submissions.drop(one)
    submission.texts = watchTexts([bare(scope).ownerDocument, ...rootsAround(scope)])
    steps.add(submission)
    submissions.add(submission)
    tell(submission, 'open', 'handed in')
  }

  const listener = createListener({
    begin,
    goNative: (scope) => {
      const submission = submissions.all().find(({ before }) => before.scope === scope)
      if (submission) browserSubmits.go(submission)
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
  watchFrames(watch, browserSubmits.onFrame)
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

  /** A vendor's own word counts more than what is seen of its form, unless that has been reported. */
  const isReported = (value: string): boolean => {
    const open = submissions.all().filter(({ reading }) => reading.values.includes(value))
    for (const one of open) submissions.drop(one)
    return !open[0] && last[0].includes(value) && performance.now() - last[1] < SAME_MS
  }
  openWidgets({ ...kit, readFields, isReported })
}

const rootsAround = (scope: Element): Node[] => {
  const root = bare(scope).getRootNode()
  return root instanceof ShadowRoot ? [root, ...rootsAround(root.host)] : []
}
