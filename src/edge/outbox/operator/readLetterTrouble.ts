import { NEVER } from '../engine/pick.ts'

/** Without a new dead letter for this long they no longer grow. */
export const CALM_MS = 3_600_000

/** Counted no further: the operator is told that there are many. */
const MANY = 1_000

/** How much was refused of late. */
export function readLetterTrouble(sql: SqlStorage, now: number) {
  const recent = sql
    .exec<{ at: number }>(
      `SELECT at FROM dead_letter WHERE at > ? ORDER BY id DESC LIMIT ${MANY}`,
      now - CALM_MS,
    )
    .toArray()
  const [newest] = recent
  return {
    recent: recent.length,
    isMore: recent.length === MANY,
    calmAt: newest ? newest.at + CALM_MS : NEVER,
  }
}
