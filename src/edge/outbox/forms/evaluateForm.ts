import { DAY_MS, HOUR_MS, MINUTE_MS, NEVER } from '../../../protocol/time.ts'
import type { Form } from './form.ts'
import { expectedByHour, learn, type Rhythm, weightOf, whenExpected } from './rhythm.ts'
import type { Signal } from './signal.ts'

export interface Evaluation {
  signals: Signal[]
  /** When they may change although nothing comes. */
  changesAt: number
}

/** What a form's record says of it at a time: the state in, signals out. What is done about them is the caller's job. Pure. */
export function evaluateForm(form: Form, now: number): Evaluation {
  const silence = silenceOf(form, now)
  const [refused = 0, since = 0] = form.refused ?? []
  const signals: Signal[] = silence.signal ? [silence.signal] : []
  if (refused >= REFUSED) signals.push({ is: 'onlyRefused', since })
  if (isDoubled(form.twice)) signals.push({ is: 'doubled', since: form.last?.at ?? now })
  return { signals, changesAt: silence.changesAt }
}

/** Fewer may be the fault of those who signed up. */
const REFUSED = 3

/** Nobody is told of what is no news any more. */
const TOLD_MS = 28 * DAY_MS

/** With fewer held back beside it, what is missing is more likely the form. */
const JUNK = 3

function silenceOf(form: Form, now: number): { signal?: Signal; changesAt: number } {
  const { last, held = 0, back } = form
  if (!last) return { changesAt: NEVER }
  const is = held >= JUNK ? 'onlyJunk' : 'stopped'
  const at = back ? back.since : silentAt(form)
  const until = Math.max(at, last.at) + TOLD_MS
  if (now < at) return { changesAt: at }
  if (now >= until) return { changesAt: NEVER }
  return { signal: { is, since: back?.since ?? last.at }, changesAt: until }
}

/** A form that is known this little, or this short, is left alone. */
const LEAST_KNOWN = { weight: 3, ms: 14 * DAY_MS }

/** Once a day everything may be otherwise: nothing is said of a shorter silence. */
const SHORTEST_MS = 23 * HOUR_MS + 30 * MINUTE_MS

/** Silences that would be told of in sixty days although nothing is wrong. */
const MISTAKES = 0.15
const SIXTY_DAYS_IN_WEEKS = 60 / 7

/**
 * More sign-ups than this need not be missing. Eight mean gaps are to be enough, and what is usual is known
 * to a tenth or so; waiting longer would tell of a fifth of such forms too late.
 */
const MOST_MISSING = 5.3

/** Of a form whose silence ended by itself before: more would be told of too late. */
const MOST_MISSING_AGAIN = 5.8

/** When a form is silent for longer than chance explains, if nothing more comes. */
export function silentAt({ rhythm, last, again }: Form): number {
  if (again && last) return whenMissing(rhythm, last.at, MOST_MISSING_AGAIN)
  const weight = weightOf(rhythm)
  if (!last || weight < LEAST_KNOWN.weight) return NEVER
  if (last.at - rhythm.since * HOUR_MS < LEAST_KNOWN.ms) return NEVER
  const hourly = expectedByHour(rhythm)
  const gaps = hourly.reduce((total, each) => total + each, 0) * SIXTY_DAYS_IN_WEEKS
  // As rarely as this are so many missing by chance, where the usual number is itself known from few.
  const missing = Math.min(MOST_MISSING, weight * Math.expm1(Math.log(gaps / MISTAKES) / weight))
  return whenMissing(rhythm, last.at, missing)
}

const whenMissing = (rhythm: Rhythm, lastAt: number, missing: number): number =>
  Math.max(whenExpected(expectedByHour(rhythm), lastAt, missing), lastAt + SHORTEST_MS)

/** A trickle on a holiday does not end a silence; of a form that is rarely used, one is enough. */
const BACK = { often: 3, weight: 20 }

/** A sign-up came that is not held back. In place. */
export function hearSignUp(form: Form, at: number): void {
  const before = form.rhythm
  const { last } = form
  if (last && !form.back && at - last.at >= SHORTEST_MS && silentAt(form) <= at)
    form.back = { since: last.at, left: weightOf(before) < BACK.weight ? 1 : BACK.often }
  form.rhythm = learn(before, at)
  if (form.back && form.rhythm !== before) form.back.left--
  if (form.back && form.back.left <= 0) {
    delete form.back
    form.again = true
  }
  delete form.held
}

/** Of the sign-ups that are remembered; so many that nobody who presses a button twice is meant. */
const REMEMBERED = 16
const TWICE = 5

/** Notes whether a sign-up came twice. In place. */
export function noteTwice(form: Form, isTwice: boolean): void {
  form.twice = ((form.twice << 1) | (isTwice ? 1 : 0)) & (2 ** REMEMBERED - 1)
}

/** One person who presses a button again and again is one: each of many has to come twice. */
function isDoubled(twice: number): boolean {
  let pairs = 0
  for (let bit = 0; bit < REMEMBERED - 1; bit++) if (((twice >> bit) & 0b11) === 0b01) pairs++
  return pairs >= TWICE
}
