/**
 * Whether the site took a form, by all that was seen since. Pure: evidence in, verdict out.
 *
 * 1. Nothing counts before something was sent.
 * 2. Of all that was sent the request that carries most of the form decides. While it is open
 *    nothing else does; if the page goes meanwhile, it counts.
 * 3. A refusal stays one, unless it was in words only and the page then says thanks.
 * 4. A yes, or a success without an opinion, counts after a moment in which the page may show a
 *    fault. What the page cannot hear an answer to (an opaque one, a beacon) is such a success.
 * 5. Where the page hears what we cannot read, or the answer is a text, the page tells: the form
 *    emptied or gone, thanks, moving on by itself.
 * 6. Where nothing of that happens, a readable success counts after half a minute.
 */
import type { Evidence, Look, Mover, Says, Sent } from '../evidence.ts'

/** Frameworks show the outcome a moment after the answer. */
export const MOMENT_MS = 250

/** Nobody answers a beacon, and the page goes on at once; a fault may still be shown. */
const UNHEARD_MS = 600

/** A form that is rendered anew is gone for an instant. */
const STABLE_MS = 120

/** How often the page is looked at while only it can tell. */
const LOOK_EVERY_MS = 150

/** What has shown nothing else by then is as its answer says. */
export const PATIENCE_MS = 30_000

export interface Verdict {
  is: 'yes' | 'no' | 'open'
  why: string
  /** When to judge again though nothing else happens. */
  again?: number
}

const open = (why: string, again?: number): Verdict => ({
  is: 'open',
  why,
  ...(again && { again }),
})
const yes = (why: string): Verdict => ({ is: 'yes', why })
const no = (why: string): Verdict => ({ is: 'no', why })

/** Asides last, then by how much each carries, then those to the site itself, then the latest. */
const rank = ({ isAside, carries, isOwnSite }: Sent): number =>
  (isAside ? 0 : 1_000) + 2 * carries + (isOwnSite ? 1 : 0)

const last = <Kind extends Evidence['is']>(
  evidence: Evidence[],
  is: Kind,
): Extract<Evidence, { is: Kind }> | undefined =>
  evidence.filter((one) => one.is === is).pop() as never

interface Case {
  best: Sent
  says: Says | undefined
  /** When that was known. */
  since: number
  look: { look: Look; at: number } | undefined
  words: 'thanks' | 'fault' | undefined
  moved: Mover | undefined
  left: Mover | undefined
  now: number
}

export const judge = (evidence: Evidence[], now: number): Verdict => {
  let best: Sent | undefined
  let says: Says | undefined
  let since = 0
  for (const one of evidence)
    if (one.is === 'sent' && (!best || rank(one) >= rank(best))) best = one
  if (!best) return open('nothing was sent')
  for (const one of evidence)
    if (one.is === 'answer' && one.id === best.id) {
      says = one.says
      since = one.at
    }
  return weigh({
    best,
    says: says ?? unheard(best),
    since: since || best.at,
    look: last(evidence, 'look'),
    words: last(evidence, 'words')?.says,
    moved: last(evidence, 'moved')?.by,
    left: last(evidence, 'left')?.by,
    now,
  })
}

/** What nobody answers. */
const unheard = ({ way }: Sent): Says | undefined =>
  /beacon|image/.test(way) ? 'nothing' : /script|socket|worker/.test(way) ? 'unclear' : undefined

const weigh = (given: Case): Verdict => {
  const { best, says, words, left } = given
  const isMost = best.carries * 2 > best.of
  if (!says) return whileOpen(given)
  if (says === 'fails') return no('it was answered with an error')
  if (/^(no|lost)$/.test(says))
    return words === 'thanks'
      ? yes('the page says thanks in spite of the answer')
      : no(says === 'no' ? 'the answer says no' : 'the request was lost')
  const shown = ofThePage(given)
  if (shown) return shown
  if (best.isAside || !isMost || says === 'unclear') return whenNothingShows(given)
  return left ? yes('the page was left after a success') : afterAMoment(given)
}

/** A request that carries something of the form decides by its answer, however long that takes. */
const whileOpen = ({ best, left, ...given }: Case): Verdict => {
  if (best.carries && !best.isAside)
    return left ? yes('the page was left while it was being sent') : open('it is being sent')
  return ofThePage({ best, left, ...given }) ?? whenNothingShows({ best, left, ...given })
}

/** What the page itself tells by now. */
const ofThePage = ({ look, words, moved, left, best, now }: Case): Verdict | undefined => {
  if (words === 'thanks') return yes('the page says thanks')
  if (look?.look === 'next step') return left ? undefined : open('the next step is shown')
  const isFault = words === 'fault' || look?.look === 'at fault'
  if (/emptied|gone/.test(`${look?.look}`) && !isFault) {
    const isStable = left || now - (look?.at ?? 0) >= STABLE_MS
    return isStable ? yes(`the form is ${look?.look}`) : open('it changes', now + STABLE_MS)
  }
  if ((moved ?? left) === 'page' && !isFault) return yes('the page moved on')
  if (!isFault) return undefined
  return best.at + PATIENCE_MS > now && !left
    ? open('the page shows a fault', now + LOOK_EVERY_MS)
    : no('the page shows a fault')
}

const whenNothingShows = ({ best, says, since, left, now }: Case): Verdict => {
  if (left) return no('the page was left, and nothing shows that it was taken')
  const isOver = now - since >= PATIENCE_MS
  if (!isOver) return open('the page will tell', now + LOOK_EVERY_MS)
  const isReadable = says && says !== 'nothing' && !/script|socket|worker/.test(best.way)
  return isReadable && best.carries && !best.isAside
    ? yes('a success, and nothing against it for half a minute')
    : no('nothing shows that it was taken')
}

const afterAMoment = ({ says, since, now }: Case): Verdict => {
  const until = since + (says === 'nothing' ? UNHEARD_MS : MOMENT_MS)
  return now < until ? open('the page may show a fault', until) : yes('the answer is a success')
}
