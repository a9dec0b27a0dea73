import { NEVER } from '../../../protocol/time.ts'
import type { Config } from '../../settings/config.ts'
import { nextDigestAt } from '../../settings/digestTime.ts'
import { readState, writeState } from '../store/state.ts'
import { writeDigest } from './digest.ts'
import { readWeek } from './readWeek.ts'
import type { CreateTeller } from './teller.ts'

/** When the next one is due, by which setting. */
interface NextDigest {
  of: string
  at: number
}

export const createDigest: CreateTeller = (storage, messenger) => {
  const { sql } = storage
  return {
    check(config, now) {
      const { digest } = config
      if (!digest || messenger.channels().length === 0) return NEVER
      const of = JSON.stringify(digest)
      const next = readNext(sql)
      if (next?.of === of && now < next.at) return next.at
      const at = nextDigestAt(digest, now)
      storage.transactionSync(() => {
        // A setting that is new begins with the next week, not with what was before.
        if (next?.of === of)
          messenger.send({
            ...writeDigest(readWeek(sql, config, now)),
            state: 'digest',
            since: now,
          })
        writeState(sql, 'digest', { of, at })
      })
      return at
    },
  }
}

const readNext = (sql: SqlStorage) => readState<NextDigest | null>(sql, 'digest', null)

/** When the next one is sent, for the console; undefined where nobody gets any. */
export function digestSentAt(
  sql: SqlStorage,
  { digest }: Pick<Config, 'digest'>,
): number | undefined {
  const next = digest && readNext(sql)
  return next?.of === JSON.stringify(digest) ? next?.at : undefined
}
