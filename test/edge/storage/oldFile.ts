import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { vi } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { outbox, setAccount } from '../harness.ts'
import { lenient } from '../lenient.ts'

/** What an outbox of an earlier version held, see `test/fixtures/storage/README.md`. */
export interface OldFile {
  now: number
  alarm: number
  schema: string[]
  tables: { [table: string]: { [column: string]: unknown }[] }
  crm: { method: string; path: string; body: unknown }[]
}

/** Puts the file in the place of the outbox's own, and the CRM and the clock to where they were. The next request opens it. */
export async function useOldFile({ now, alarm, schema, tables, crm }: OldFile): Promise<void> {
  vi.setSystemTime(now)
  await runInDurableObject(outbox(), async (_: Outbox, { storage }) => {
    for (const name of tableNames(storage.sql)) storage.sql.exec(`DROP TABLE ${name}`)
    for (const statement of schema) storage.sql.exec(statement)
    for (const [table, rows] of Object.entries(tables))
      for (const row of rows) insert(storage.sql, table, row)
    await storage.setAlarm(alarm)
  })
  // The account of that time was kinder; what it took then must be there now.
  await setAccount({ ...lenient.leadsWithoutCompany, ...lenient.builtInActivityTypes })
  for (const call of crm) await repeat(call)
  await abortAllDurableObjects()
}

function tableNames(sql: SqlStorage): string[] {
  return sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .toArray()
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('_') && !name.startsWith('sqlite_'))
}

function insert(sql: SqlStorage, table: string, row: { [column: string]: unknown }): void {
  const columns = Object.keys(row)
  const marks = columns.map(() => '?').join(', ')
  sql.exec(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, ...Object.values(row))
}

async function repeat({ method, path, body }: OldFile['crm'][number]): Promise<void> {
  const response = await fetch(`https://acme.myfreshworks.com${path}`, {
    method,
    headers: {
      authorization: 'Token token=demo-api-key',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
  await response.text()
}
