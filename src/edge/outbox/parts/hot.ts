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

  merge(into, from) {
    if (!from.hot) return
    const { seenAt = 0, views, told } = from.hot
    const latest = Math.max(seenAt, into.hot?.seenAt ?? 0)
    into.hot = {
      ...(latest > 0 && { seenAt: latest }),
      ...((views || into.hot?.views) && { views: { ...views, ...into.hot?.views } }),
      ...((told || into.hot?.told) && { told: { ...told, ...into.hot?.told } }),
    }
  },

  due: () => undefined,
  calls: {},
  describe: () => ({}),
} satisfies Part<HotState, never, object, PersonCore & HotState>
