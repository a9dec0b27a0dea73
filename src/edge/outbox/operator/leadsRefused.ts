/** A new contact that was refused is told of for this long, unless it is in Freshsales before. */
const TOLD_MS = 24 * 3_600_000

/** Counted no further. */
const MANY = 1_000

/** How many people were refused for good in the last day and are not in Freshsales at all. */
export function leadsRefused(sql: SqlStorage, now: number): number {
  const [row] = sql
    .exec<{ count: number }>(
      `SELECT COUNT(DISTINCT letter.subject) AS count
       FROM (SELECT * FROM dead_letter ORDER BY id DESC LIMIT ${MANY}) AS letter
       JOIN subject ON subject.id = letter.subject
       WHERE letter.at > ? AND json_valid(letter.record) AND json_valid(subject.state)
         AND letter.record ->> '$.purpose.kind' IN ('contact', 'lead')
         AND subject.state ->> '$.refused' AND subject.state ->> '$.contactId' IS NULL
         AND subject.state ->> '$.leadId' IS NULL`,
      now - TOLD_MS,
    )
    .toArray()
  return row?.count ?? 0
}

/** For `/health` and the console, without personal data; undefined while there is nothing to tell. */
export function tellLeadsRefused(count: number): string | undefined {
  if (count === 0) return undefined
  const leads = count === 1 ? 'a lead' : count >= MANY ? `${MANY} leads or more` : `${count} leads`
  return `Freshsales refused ${leads} in the last day: the dead letters in the console say why and what to do; then replay them.`
}
