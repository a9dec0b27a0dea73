import { HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import type { Config } from '../../settings/config.ts'
import { realSources } from '../../settings/source.ts'

/** Who asks for a call: a site, and one of the groups of addresses that its visitors come from. */
export interface Claim {
  source: string
  /** Absent where a server speaks. */
  group?: number
  /** A server or a signature vouches for it. */
  isBelieved: boolean
}

/** Gives everybody who begins to wait a place in line. */
export interface Turns {
  /** When it is their turn, epoch milliseconds; undefined: in the order in which they came. */
  take(claim: Claim, now: number): number | undefined
}

/** What may come at once, and then in an hour, of the hour's calls. */
const SHARES = {
  /** An office behind one address signs up fewer people than that. */
  group: { burst: 0.05, sustained: 0.1 },
  source: { burst: 0.75, sustained: 0.5 },
}
const LEAST_BURST = 8

/** What is vouched for goes before whatever has waited no longer than this. */
const HEAD_START_MS = 10 * MINUTE_MS

/** Later than this nobody's turn comes: what is due in more than a week counts as lost. */
const LATEST_MS = 6 * 24 * HOUR_MS

/**
 * Fair shares: a source or an address that brings more than its share of an hour waits behind those
 * who bring less. Nobody waits for calls that nobody else wants, see `pick`. The clocks are kept in
 * memory alone: what an outbox that starts again forgets is one burst for each.
 */
export function createTurns({
  hourlyCalls,
  sources,
}: Pick<Config, 'hourlyCalls' | 'sources'>): Turns {
  const isShared = new Set(realSources(sources).map(({ name }) => name)).size > 1
  const clocks = new Map<string, number>()

  function turnOf(lane: string, share: { burst: number; sustained: number }, now: number): number {
    const gapMs = HOUR_MS / Math.max(1, hourlyCalls * share.sustained)
    const burst = Math.max(LEAST_BURST, hourlyCalls * share.burst)
    const clock = Math.max(now, clocks.get(lane) ?? 0)
    clocks.set(lane, Math.min(clock + gapMs, now + LATEST_MS))
    return Math.max(now, Math.ceil(clock - (burst - 1) * gapMs))
  }

  return {
    take({ source, group, isBelieved }, now) {
      for (const [lane, clock] of clocks) if (clock <= now) clocks.delete(lane)
      const ofGroup = group === undefined ? now : turnOf(`${source} ${group}`, SHARES.group, now)
      // What waits for its own address takes nothing of the site's share away.
      const isOfSource = isShared && ofGroup <= now
      const ofSource = isOfSource ? turnOf(source, SHARES.source, now) : now
      const turn = Math.max(ofGroup, ofSource) - (isBelieved ? HEAD_START_MS : 0)
      return turn === now ? undefined : turn
    },
  }
}
