import type { Subject } from '../parts/parts.ts'

/** Hundreds of browsers and accounts: nobody has more. */
const KEPT_CHARACTERS = 16_000

/** What leads to somebody may be taken away in this order, the oldest first: browsers, ids, addresses. */
const WORTH = ['a:', 'u:', 'e:'] as const

/** Lets go of the oldest keys of a subject that has too many; events under those find nobody any more. */
export function dropOldKeys(sql: SqlStorage, id: number, subject: Subject): void {
  let total = subject.keys.reduce((sum, key) => sum + key.length, 0)
  if (total <= KEPT_CHARACTERS) return
  const dropped = new Set<string>()
  for (const kind of WORTH)
    for (const key of subject.keys)
      if (total > KEPT_CHARACTERS && key.startsWith(kind) && !isPresent(subject, key)) {
        dropped.add(key)
        total -= key.length
        sql.exec('DELETE FROM identity WHERE key = ? AND subject = ?', key, id)
      }
  subject.keys = subject.keys.filter((key) => !dropped.has(key))
  if (subject.kind === 'person') for (const key of dropped) delete subject.ranks?.[key]
}

/** The address and the id that they go by now stay. */
const isPresent = (subject: Subject, key: string) =>
  subject.kind === 'person' && (key === `e:${subject.email}` || key === `u:${subject.userId}`)
