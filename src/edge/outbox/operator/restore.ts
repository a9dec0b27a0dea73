import { DAY_MS } from '../../../protocol/time.ts'
import type { RestoreReport } from './operations.ts'

/** How far back Cloudflare can go: https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/ */
const REACH_MS = 30 * DAY_MS

/** The answer leaves before the object ends. */
const RESTART_MS = 250

export type Restorable = Pick<
  DurableObjectStorage,
  'getBookmarkForTime' | 'onNextSessionRestoreBookmark'
>

/** Takes the outbox back to how it was at a moment, from Cloudflare's own recovery log; it starts again for that. */
export async function restore(
  storage: Restorable,
  { at, now, restart }: { at: number; now: number; restart(): void },
): Promise<RestoreReport> {
  if (at >= now || at < now - REACH_MS)
    return { restoring: false, reason: 'at: must be a time within the last 30 days' }
  try {
    const undo = await storage.onNextSessionRestoreBookmark(await storage.getBookmarkForTime(at))
    setTimeout(restart, RESTART_MS)
    return { restoring: true, undo }
  } catch (error) {
    return { restoring: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
