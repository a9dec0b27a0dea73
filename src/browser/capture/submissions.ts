import { carries, isAside } from './carries.ts'
import type { Evidence, Mover, Says, Sent, Way } from './evidence.ts'
import { judge } from './judge.ts'
import { lookAt } from './look.ts'
import type { ReadAnswer } from './readAnswer.ts'
import type { Submission } from './submission.ts'
import type { Loaded } from './watchResources.ts'

/** Tokens and puzzles take their time; what was not sent by then was not handed in. */
const FORGET_MS = 60_000

/** A request that no wrapper saw is the form's only right after it was handed in. */
const UNSEEN_WITHIN_MS = 2_000
const EARLY_MS = 50

/** Sockets beat on their own. */
const HEARTBEAT = /^.{0,12}$|heartbeat|\bp[io]ng\b/i

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

/** Runs without the page's zone (Angular): there a timer would keep the whole page from coming to rest. */
const outside = (act: () => void): void => {
  const { Zone } = window as unknown as { Zone?: { root?: { run(act: () => void): void } } }
  if (Zone?.root) Zone.root.run(act)
  else act()
}

const pathNow = (): string =>
  location.pathname + (/^#!?\//.test(location.hash) ? location.hash : '')

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

  /** The one it carries most of; of equals the latest. */
  const ownerOf = (text: string): { owner: Submission; count: number } | undefined => {
    let best: { owner: Submission; count: number } | undefined
    for (const owner of open) {
      const count = carries(text, owner.reading.values)
      if (!best || count >= best.count) best = { owner, count }
    }
    return best
  }

  const noteSent = (
    way: Way,
    address: string,
    body: string,
    id: number,
  ): Submission | undefined => {
    const at = performance.now()
    const found = ownerOf(`${address} ${body}`)
    if (!found) return undefined
    const { owner, count } = found
    const { origin } = new URL(address || location.href, location.href)
    const action = owner.before.scope.getAttribute('action')
    const isOwnSite =
      origin === location.origin || !!(action && new URL(action, location.href).origin === origin)
    const isAsked =
      isAside(address) && !(action && address.startsWith(new URL(action, location.href).href))
    // What carries nothing that can be recognised may still be the form, packed.
    if (
      !count &&
      (!body || isAsked || HEARTBEAT.test(body) || (!/socket|worker/.test(way) && !isOwnSite))
    )
      return undefined
    const of = owner.reading.values.length
    const evidence: Sent = {
      is: 'sent',
      at,
      id,
      way,
      carries: count,
      of,
      isOwnSite,
      isAside: isAsked,
      address,
    }
    note(owner, evidence)
    return owner
  }

  return {
    add: (submission) => {
      open.push(submission)
    },
    drop,
    all: () => open,
    isOpen: () => {
      open = open.filter(
        ({ evidence, at }) => evidence.length || performance.now() - at < FORGET_MS,
      )
      return !!open[0]
    },
    note,
    loaded: ({ kind, address, at, says }) => {
      const found = ownerOf(address)
      if (!found || at + EARLY_MS < found.owner.at) return
      const { owner, count } = found
      const of = owner.reading.values.length
      const id = ++ids
      const isUnseen = kind === 'unseen request'
      const isSite = new URL(address).origin === location.origin
      // What it carried cannot be seen: at most one, on the site itself, at once, and nothing else.
      const isForm =
        isUnseen &&
        isSite &&
        !isAside(address) &&
        at - owner.at < UNSEEN_WITHIN_MS &&
        !owner.evidence.some((one) => one.is === 'sent' && one.carries)
      if (!count && !isForm) return
      note(owner, {
        is: 'sent',
        at,
        id,
        way: kind,
        carries: isForm ? of : count,
        of,
        isOwnSite: isSite,
        isAside: isAside(address),
        address,
      })
      if (isUnseen) note(owner, { is: 'answer', at: performance.now(), id, says })
    },
    sent: (way, address, body) => {
      const id = ++ids
      const owner =
        typeof body === 'string'
          ? noteSent(way, address, body, id)
          : body.then((text) => noteSent(way, address, text, id))
      return async (says) => {
        const submission = await owner
        const carried = submission?.evidence.some(
          (one) => one.is === 'sent' && one.id === id && one.carries,
        )
        const said = typeof says === 'function' ? await says(!!carried) : says
        if (!submission) return
        noteAnswer()
        note(submission, { is: 'answer', at: performance.now(), id, says: said })
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
