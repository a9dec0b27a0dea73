/**
 * What becomes of forms that are handed in: reads them, finds out whether the site took them, and
 * reports those. A file of its own, which only pages get where somebody enters something; what
 * happens there is heard by `forms.js`.
 */
import { readFields } from '../../../protocol/form/readFields.ts'
import type { FormsJudge, JudgeKit } from '../kit.ts'
import { bare } from '../scope.ts'
import { createBrowserSubmits } from './browserSubmits.ts'
import { takeLook } from './look.ts'
import { createMover, pathNow } from './mover.ts'
import { watchNextPage } from './nextPage.ts'
import { readForm, takeFields } from './readForm.ts'
import { createSteps } from './steps.ts'
import { report, type Submission } from './submission.ts'
import { createSubmissions } from './submissions.ts'
import { watchResources } from './watchResources.ts'
import { watchTexts } from './watchTexts.ts'

/** What a widget tells as well is the same submission within this time. */
const SAME_MS = 10_000

export const judgeForms = (kit: JudgeKit): FormsJudge => {
  const { typed, isOwn } = kit
  const reported = new Set<string>()
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
  const steps = createSteps()

  const begin: FormsJudge['begin'] = ({ scope, fields, moment, native, options }) => {
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

  const seen = new Set<string>()
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

  return {
    begin,
    onAct,
    goNative: (scope) => {
      const submission = submissions.all().find(({ before }) => before.scope === scope)
      if (submission) browserSubmits.go(submission)
    },
    onFrame: browserSubmits.onFrame,
    touch: (field) => {
      const { value } = field as HTMLInputElement
      // What was typed before the button was pressed down is told as a change after it.
      for (const { before } of submissions.all())
        if ((before.entered.get(field as HTMLInputElement) ?? value) !== value)
          before.isTouched = true
    },
    isOpen: submissions.isOpen,
    sent: (way, address, body) => {
      seen.add(address.replace(/#.*/, ''))
      return submissions.sent(way, address, body)
    },
    readFields,
    // A vendor's own word counts more than what is seen of its form, unless that has been reported.
    isReported: (value) => {
      const open = submissions.all().filter(({ reading }) => reading.values.includes(value))
      for (const one of open) submissions.drop(one)
      return !open[0] && last[0].includes(value) && performance.now() - last[1] < SAME_MS
    },
  }
}

const rootsAround = (scope: Element): Node[] => {
  const root = bare(scope).getRootNode()
  return root instanceof ShadowRoot ? [root, ...rootsAround(root.host)] : []
}

/** What `forms.js` calls once the file is there. */
export { judgeForms as start }
