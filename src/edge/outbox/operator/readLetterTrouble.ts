import { NEVER } from '../engine/pick.ts'

/** Without a new dead letter for this long they no longer grow. */
export const CALM_MS = 3_600_000

/** A new contact that was refused is told of for this long, unless it is sent again before. */
const LEADS_TOLD_MS = 24 * 3_600_000

/** Counted no further: the operator is told that there are many. */
const MANY = 1_000

/** How much was refused of late, and how many of those are people who are not in the CRM. */
export function readLetterTrouble(sql: SqlStorage, now: number) {
  const letters = sql
    .exec<{ at: number; is_lead: number }>(
      `SELECT at, json_valid(record) AND record ->> '$.isLead' IS NOT NULL AS is_lead
       FROM dead_letter WHERE at > ? ORDER BY id DESC LIMIT ${MANY}`,
      now - LEADS_TOLD_MS,
    )
    .toArray()
  const recent = letters.filter(({ at }) => at > now - CALM_MS)
  const [newest] = recent
  return {
    recent: recent.length,
    isMore: recent.length === MANY,
    leads: letters.filter(({ is_lead }) => is_lead === 1).length,
    calmAt: newest ? newest.at + CALM_MS : NEVER,
  }
}
