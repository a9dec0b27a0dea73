import type { Deed, Who } from './kind.ts'
import { PEOPLE, type PostFate } from './story.ts'
import type { World } from './world.ts'

/** What went in over HTTP: the event, when it may have arrived, and whether that was acknowledged. */
export interface Posted {
  deed: Deed
  messageId: string
  timestamp: number
  /** When it was sent first, that is, when it may have arrived at the earliest. */
  firstSentAt?: number
  /** When it had arrived for sure. */
  acknowledgedAt?: number
}

/** Queues of browsers: what is not acknowledged is sent again, until its tab is closed. */
export function createBrowsers(world: World) {
  const posted: Posted[] = []
  const tabs = new Map<number, Posted[]>()
  const forgotten = new Set<number>()
  const deletedAt = new Map<number, number>()
  const times = new Set<number>()
  let backedUpAt = 0
  let isReleased = false

  async function send(events: readonly Posted[], fate: PostFate): Promise<boolean> {
    if (fate === 'lost') return false
    let isKnown = true
    for (const writeKey of ['server', 'page'] as const) {
      const mine = events.filter(({ deed }) => whoOf(deed).writeKey === writeKey)
      if (mine.length === 0) continue
      for (const each of mine) each.firstSentAt ??= world.now()
      const isAnswered = await post(world, writeKey, mine)
      if (isAnswered && fate !== 'unanswered' && fate !== 'closed')
        for (const each of mine) each.acknowledgedAt ??= world.now()
      isKnown &&= isAnswered
    }
    return isKnown && fate !== 'unanswered' && fate !== 'closed'
  }

  return {
    posted: (): readonly Posted[] => posted,

    /** Whose data was erased: nobody knows any more which of their events were there. */
    forgotten: (): ReadonlySet<number> => forgotten,
    forget(who: number): void {
      forgotten.add(who)
    },

    /** When somebody was deleted in the CRM. Whoever is deleted again at once is not made again: false. */
    deletedAt: (): ReadonlyMap<number, number> => deletedAt,
    deletes(who: number): boolean {
      if (deletedAt.has(who)) return false
      deletedAt.set(who, world.now())
      return true
    },

    /** Whether the operator has let anybody through who was held back. */
    isReleased: () => isReleased,
    noteRelease(): void {
      isReleased = true
    },

    remember(at: number): void {
      backedUpAt = at
    },

    /** What was acknowledged since then may be lost. */
    loseSinceBackup(): void {
      for (const each of posted)
        if ((each.acknowledgedAt ?? 0) >= backedUpAt) delete each.acknowledgedAt
    },

    does(tab: number, deed: Deed): void {
      const { form } = deed
      const messageId = form && !form.says ? form.name : `m-${posted.length}`
      // Two things at the same time have no order.
      do world.jump(1)
      while (times.has(world.now()))
      times.add(world.now())
      const one: Posted = { deed, messageId, timestamp: world.now() }
      posted.push(one)
      tabs.set(tab, [...(tabs.get(tab) ?? []), one])
    },

    async post(tab: number, fate: PostFate): Promise<void> {
      const events = tabs.get(tab) ?? []
      if (events.length === 0) return
      if (fate === 'twice') await send(events, 'unanswered')
      const isDone = await send(events, fate)
      tabs.set(tab, isDone || fate === 'closed' ? [] : events)
    },

    /** Every tab that is still open comes through in the end. */
    async finish(): Promise<void> {
      for (const tab of tabs.keys())
        for (let tries = 0; (tabs.get(tab) ?? []).length > 0; tries++) {
          if (tries > 50) throw new Error('the edge takes nothing any more')
          await this.post(tab, 'answered')
          await world.pass(1_000)
        }
    },
  }
}

async function post(world: World, writeKey: string, events: readonly Posted[]): Promise<boolean> {
  const batch = events.map(({ deed, messageId, timestamp }) => ({
    ...deed.event,
    messageId,
    timestamp: new Date(timestamp).toISOString(),
  }))
  const sentAt = new Date(world.now()).toISOString()
  const response = await world.request('/v1/batch', { batch, writeKey, sentAt })
  if (response?.status !== 200) return false
  const { accepted } = (await response.json()) as { accepted: number }
  if (accepted !== events.length) throw new Error('the edge refused an event of the story')
  return true
}

export function whoOf({ who }: Deed): Who {
  const one = PEOPLE[who]
  if (!one) throw new Error(`nobody is number ${who}`)
  return one
}
