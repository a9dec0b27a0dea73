import type { PersonCore } from '../person/personCore.ts'
import type { Part } from './part.ts'

/** What rules of HOT have to remember of somebody; absent where there is nothing. */
export interface HotState {
  hot?: {
    /** When they were last seen, where a rule waits for their return. Epoch milliseconds, like all here. */
    seenAt?: number
    /** When they looked at the pages of a rule, the latest few. */
    views?: { [rule: string]: number[] }
    /** When a rule was met. */
    told?: { [rule: string]: number }
  }
}

/** Who is hot is told by a task, which is the matter of another part, and by a message. */
export const hot = {
  name: 'hot',
  after: [],
  owns: { hot: true },
  removes: {},
  empty: () => ({}),

  /** What was told of one an hour ago is no news, although it was told of the other long ago. */
  merge(into, from) {
    if (!from.hot) return
    const { seenAt, views = {}, told = {} } = from.hot
    const hot = { ...into.hot }
    if (seenAt !== undefined) hot.seenAt = Math.max(seenAt, hot.seenAt ?? 0)
    for (const [rule, at] of Object.entries(told))
      hot.told = { ...hot.told, [rule]: Math.max(at, hot.told?.[rule] ?? 0) }
    for (const [rule, times] of Object.entries(views)) {
      const all = [...times, ...(hot.views?.[rule] ?? [])]
      hot.views = { ...hot.views, [rule]: all.sort((one, other) => one - other) }
    }
    into.hot = hot
  },

  due: () => undefined,
  calls: {},
  describe: () => ({}),
} satisfies Part<HotState, never, object, PersonCore & HotState>
