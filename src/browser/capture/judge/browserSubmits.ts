import { attempt } from '../../lib/attempt.ts'
import type { Says } from '../evidence.ts'
import { signatureOf } from '../scope.ts'
import { answerSays } from './answerSays.ts'
import type { Submission } from './submission.ts'
import type { Submissions } from './submissions.ts'
import { wordsBelow } from './watchTexts.ts'

interface Needs {
  submissions: () => Submissions
  /** Counts a form at once; the answer is shown in this tab, or where nobody can look. */
  count: (submission: Submission, isHere: boolean) => void
}

export interface BrowserSubmits {
  /** The browser now submits a form, if no listener of the page prevented it. */
  go: (submission: Submission) => void
  /** A frame has loaded: it may be the answer. */
  onFrame: (frame: Element) => void
}

/** Forms that the browser itself submits: to this tab, another one, or a frame that can be looked at. */
export const createBrowserSubmits = ({ submissions, count }: Needs): BrowserSubmits => {
  const frames = new Map<Element, { submission: Submission; id: number }>()
  return {
    go: (submission) => {
      const target = submission.native?.()
      submission.native = undefined
      if (!target) return
      if (typeof target === 'string') {
        submissions().drop(submission)
        count(submission, target === '_self')
        return
      }
      // Other requests have ids above zero.
      const id = -1 - frames.size
      const of = submission.reading.values.length
      frames.set(target, { submission, id })
      const at = performance.now()
      submissions().note(submission, {
        is: 'sent',
        at,
        id,
        way: 'frame',
        carries: of || 1,
        of,
        isOwnSite: true,
      })
    },
    onFrame: (frame) => {
      const found = frames.get(frame)
      const says = found && readFrame(frame as HTMLElement, found.submission.before.signature)
      if (!says) return
      frames.delete(frame)
      const { submission, id } = found
      submissions().note(submission, { is: 'answer', at: performance.now(), id, says })
    },
  }
}

/** What a frame shows that a form was sent to; nothing while it is still empty. */
const readFrame = (frame: HTMLElement, signature: string): Says | undefined => {
  const page = attempt(() => (frame as HTMLIFrameElement).contentDocument)
  if (!page) return 'nothing'
  if (page.location.href === 'about:blank') return undefined
  const isAgain = [...page.querySelectorAll('form')].some((form) => signatureOf(form) === signature)
  const text = page.body?.textContent ?? ''
  const says = answerSays(text.trim())
  if (says !== 'unclear') return says
  const words = wordsBelow(page).pop()?.says
  if (isAgain)
    return words === 'fault' || page.querySelector('[aria-invalid=true]') ? 'no' : 'unclear'
  return words === 'fault' ? 'no' : 'taken'
}
