import { ACCOUNTS, type AccountName } from './accounts.ts'
import type { Act } from './acts.ts'
import type { Deed, Who } from './kind.ts'
import { KINDS } from './kinds/kinds.ts'
import { createLuck, type Luck } from './luck.ts'

/** What becomes of one request of a browser. */
export type PostFate =
  | 'answered'
  /** It never arrives. */
  | 'lost'
  /** It arrives, its answer does not: the browser sends it again. */
  | 'unanswered'
  /** Two tabs send the same queue at the same time. */
  | 'twice'
  /** The answer is lost, and the tab is closed for good. */
  | 'closed'

/** What becomes of one call to Freshsales. */
export type CallFate =
  | 'answered'
  /** It is refused for now, and has no effect. */
  | 'down'
  /** It takes effect, and its answer gets lost. */
  | 'lost'
  /** It takes effect a second after the edge has given it up. */
  | 'late'
  /** It takes effect, and a page of a proxy comes back. */
  | 'garbled'
  | 'throttled'
  /** For want of a right; that of another integration, say. */
  | 'forbidden'
  | 'keyRefused'
  /** For good, whatever is left out of it. */
  | 'refused'

export type Step =
  | { do: 'deed'; tab: number; deed: Deed }
  | { do: 'post'; tab: number; fate: PostFate }
  | { do: 'wait'; milliseconds: number }
  | { do: 'act'; act: Act; amount: number }

export interface Story {
  seed: number
  account: AccountName
  steps: Step[]
  calls: CallFate[]
}

/** Two whose events a server sends, and three who are known to their pages only; the last has a mailbox to throw away. */
export const PEOPLE: readonly Who[] = [0, 1, 2, 3, 4].map((number) => {
  const writeKey = number < 2 ? ('server' as const) : ('page' as const)
  const anonymousId = `browser-${number}`
  const userId = `user-${number}`
  const allIds = writeKey === 'server' ? { userId, anonymousId } : { anonymousId }
  const choices = writeKey === 'server' ? [{ userId }, { anonymousId }, allIds] : [allIds]
  const email = `person${number}@${number < 4 ? 'acme.example' : 'mailinator.com'}`
  return { number, email, writeKey, allIds, ids: (luck: Luck) => luck.pick(choices) }
})

const POSTS: readonly PostFate[] = ['answered', 'answered', 'lost', 'unanswered', 'twice', 'closed']
const CALLS: readonly CallFate[] = [
  ...([
    'answered',
    'answered',
    'answered',
    'down',
    'lost',
    'late',
    'garbled',
    'throttled',
  ] as const),
  ...(['forbidden', 'keyRefused', 'refused'] as const),
]
const WAITS = [0, 0, 500, 3_000, 20_000, 70_000, 1_900_000]
const ACTS: readonly Act[] = [
  'pause',
  'resume',
  'replay',
  'restart',
  'settings',
  'alarmLost',
  'alarmTwice',
  'alarmEarly',
  'alarmLate',
  'diskFails',
  'clockForward',
  'clockBack',
  'health',
  'backup',
  'restore',
  'forget',
  'release',
  'laterVersion',
  'earlierVersion',
  'timeline',
  'crmDeletes',
  'crmMerges',
  'crmRenames',
  'crmForbids',
]

/** The story of a seed. Few people, companies and values, so that they meet. */
export function writeStory(seed: number, longest = 14): Story {
  const luck = createLuck(seed)
  const steps: Step[] = []
  const deeds = 1 + luck.int(longest)
  for (let index = 0; index < deeds; index++) {
    const who = luck.pick(PEOPLE)
    const choices = KINDS.filter((kind) => kind.fromPage || who.writeKey === 'server')
    const kind = luck.pick(choices.flatMap((each) => Array(each.weight).fill(each)))
    for (const deed of kind.write(luck, who, index)) {
      steps.push({ do: 'deed', tab: luck.int(2), deed })
      if (luck.chance(0.5)) steps.push({ do: 'post', tab: luck.int(2), fate: luck.pick(POSTS) })
    }
    if (luck.chance(0.5)) steps.push({ do: 'wait', milliseconds: luck.pick(WAITS) })
    if (luck.chance(0.15)) steps.push({ do: 'act', act: luck.pick(ACTS), amount: luck.int(9) })
  }
  const accounts = Object.keys(ACCOUNTS) as AccountName[]
  const account = luck.pick(accounts.flatMap((name) => Array(ACCOUNTS[name].weight).fill(name)))
  return {
    seed,
    account,
    steps,
    calls: Array.from({ length: luck.int(30) }, () => luck.pick(CALLS)),
  }
}
