import { runInDurableObject } from 'cloudflare:test'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { outbox } from '../harness.ts'

/** What Cloudflare takes for a row; the local runtime takes about four times as much. */
const ROW_BYTES = 2_000_000

const TEXTS = {
  inbox: 'events',
  subject: 'state',
  delivery: 'record',
  dead_letter: 'record',
  state: 'value',
}

/** Refuses what Cloudflare would refuse: rows of more than 2 MB. */
export function refuseLargeRows(): Promise<void> {
  return runInDurableObject(outbox(), (_: Outbox, { storage: { sql } }) => {
    for (const [table, column] of Object.entries(TEXTS))
      for (const moment of ['INSERT', 'UPDATE'])
        sql.exec(
          `CREATE TRIGGER limit_${table}_${moment} BEFORE ${moment} ON ${table}
           WHEN octet_length(NEW.${column}) > ${ROW_BYTES}
           BEGIN SELECT RAISE(ABORT, 'string or blob too big: SQLITE_TOOBIG'); END`,
        )
  })
}
