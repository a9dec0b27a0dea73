import type { Evidence, Mover, Says, Sent, Way } from '../evidence.ts'
import type { ReadAnswer } from '../readAnswer.ts'
import { answerSays } from './answerSays.ts'
import { carries } from './carries.ts'
import { judge } from './judge.ts'
import { lookAt } from './look.ts'
import { pathNow } from './mover.ts'
import { loadedOf, sentOf } from './sentOf.ts'
import type { Submission } from './submission.ts'
import type { Loaded } from './watchResources.ts'

/** Tokens and puzzles take their time; what was not sent by then was not handed in. */
const FORGET_MS = 60_000

type Answered = (says: Says | ReadAnswer) => void

interface Needs {
  report: (submission: Submission) => void
  /** Tells who looks on. */
  tell: (submission: Submission, is: string, why: string) => void
  /** Who moves on at this moment. */
  mover: (isLeaving: boolean) => Mover
  noteAnswer: () => void
  /** The page goes: the browser may be submitting. */
  goNative: (submission: Submission) => void
}

export interface Submissions {
  add: (submission: Submission) => void
  drop: (submission: Submission) => void
  all: () => Submission[]
  isOpen: () => boolean
  sent: (way: Way, address: string, body: string | Promise<string>) => Answered
  note: (submission: Submission, evidence: Evidence) => void
  /** Something was loaded that no wrapper saw. */
  loaded: (loaded: Loaded) => void
  leave: () => void
}

/** What nobody could read tells nothing yet. */
const readingSays = (text: string | undefined): Says =>
  text === undefined ? 'unclear' : answerSays(text)

/** Runs without the page's zone (Angular): there a timer would keep the whole page from coming to rest. */
const outside = (act: () => void): void => {
  const { Zone } = window as unknown as { Zone?: { root?: { run(act: () => void): void } } }
  if (Zone?.root) Zone.root.run(act)
  else act()
}

/** Keeps the forms that are being judged, gathers what is seen, and reports what the site took. */
export const createSubmissions = ({
  report,
  tell,
  mover,
  noteAnswer,
  goNative,
}: Needs): Submissions => {
  let open: Submission[] = []
  let ids = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt = 0

  const drop = (submission: Submission): void => {
    submission.texts.stop()
    open = open.filter((one) => one !== submission)
  }

  const look = (submission: Submission): void => {
    const { evidence, before, texts, path } = submission
    const at = performance.now()
    const seen = lookAt(before)
    const known = evidence.filter((one) => one.is === 'look').pop()
    if (known?.look !== seen) evidence.push({ is: 'look', at, look: seen })
    for (const words of texts.read()) evidence.push({ is: 'words', at, ...words })
    if (pathNow() !== path && !evidence.some((one) => one.is === 'moved'))
      evidence.push({ is: 'moved', at, by: mover(false) })
  }

  const again = (at: number): void => {
    if (timer && dueAt <= at) return
    clearTimeout(timer)
    dueAt = at
    outside(() => {
      timer = setTimeout(settle, Math.max(at - performance.now(), 20))
    })
  }

  const settleOne = (submission: Submission): void => {
    const now = performance.now()
    const { evidence, at } = submission
    const hasSent = evidence.some(({ is }) => is === 'sent')
    if (!hasSent && now - at > FORGET_MS) {
      drop(submission)
      return
    }
    if (hasSent) look(submission)
    const verdict = judge(evidence, now)
    if (submission.told !== verdict.why) tell(submission, verdict.is, verdict.why)
    submission.told = verdict.why
    if (verdict.is === 'yes') {
      drop(submission)
      report(submission)
    } else if (verdict.again) again(verdict.again)
  }

  const settle = (): void => {
    timer = undefined
    for (const submission of open) settleOne(submission)
  }

  const note = (submission: Submission, evidence: Evidence): void => {
    submission.evidence.push(evidence)
    if (open.includes(submission)) settleOne(submission)
  }

  const answer = (id: number, says: Says): void => {
    const owner = open.find(({ evidence }) =>
      evidence.some((one) => one.is === 'sent' && one.id === id),
    )
    noteAnswer()
    if (owner) note(owner, { is: 'answer', at: performance.now(), id, says })
  }

  /** The one it carries most of; of equals the latest. */
  const ownerOf = (text: string): { owner: Submission; count: number } | undefined => {
    let best: { owner: Submission; count: number } | undefined
    for (const owner of open) {
      const count = carries(text, owner.reading.values)
      if (!best || count >= best.count) best = { owner, count }
    }
    return best
  }

  const noteSent = (way: Way, address: string, body: string, id: number): Sent | undefined => {
    const found = ownerOf(`${address} ${body}`)
    const sent = found && sentOf(found.owner, { way, address, body, id, carries: found.count })
    if (sent) note(found.owner, sent)
    return sent
  }

  return {
    add: (submission) => {
      open.push(submission)
    },
    drop,
    all: () => open,
    isOpen: () => {
      for (const one of open)
        if (!one.evidence[0] && performance.now() - one.at > FORGET_MS) drop(one)
      return !!open[0]
    },
    note,
    loaded: (loaded) => {
      const id = ++ids
      const found = ownerOf(loaded.address)
      const sent = found && loadedOf(found.owner, loaded, { id, carries: found.count })
      if (!sent) return
      note(found.owner, sent)
      if (sent.way === 'unseen request') answer(id, loaded.says)
    },
    sent: (way, address, body) => {
      const id = ++ids
      const sent =
        typeof body === 'string'
          ? noteSent(way, address, body, id)
          : body.then((text) => noteSent(way, address, text, id))
      return async (says) => {
        const noted = await sent
        const said = typeof says === 'function' ? readingSays(await says(!!noted?.carries)) : says
        if (noted) answer(id, said)
      }
    },
    leave: () => {
      for (const submission of open) {
        goNative(submission)
        if (open.includes(submission))
          note(submission, { is: 'left', at: performance.now(), by: mover(true) })
      }
      for (const submission of open) drop(submission)
      clearTimeout(timer)
      timer = undefined
    },
  }
}
