import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Form } from '../../../src/edge/outbox/forms/form.ts'
import type { Delivery } from '../../../src/edge/outbox/journal/journal.ts'
import { PERSON_FIELDS } from '../../../src/edge/outbox/parts/parts.ts'
import type { Account } from '../../../src/edge/outbox/person/personCore.ts'
import type { DeadLetter } from '../../../src/edge/outbox/store/deadLetter.ts'
import { migrate } from '../../../src/edge/outbox/store/migrate.ts'
import { createStorage } from '../createStorage.ts'

/** The compiler asks for each. */
type KnownParts<Row> = { readonly [part in keyof Required<Row>]: true }

const page = readFileSync(new URL('../../../docs/storage.md', import.meta.url), 'utf8')

/** The names in the first column of the table under a heading. */
function described(heading: string): string[] {
  const [, section = ''] = page.split(`\n### ${heading}\n`)
  const table = section.split(/\n#/)[0] ?? ''
  const cells = table.split('\n').flatMap((line) => /^\| (`[^|]*) \|/.exec(line)?.[1] ?? [])
  return cells.flatMap((cell) => cell.split(', ').map((name) => name.replaceAll('`', '')))
}

const sources = () => globSync('src/edge/outbox/**/*.ts').map((path) => readFileSync(path, 'utf8'))

const account: KnownParts<Account> = {
  kind: true,
  keys: true,
  name: true,
  source: true,
  id: true,
  seenAt: true,
  isDoubted: true,
  letGoAt: true,
  existed: true,
  blank: true,
  problems: true,
  held: true,
  refused: true,
  barredBefore: true,
  pace: true,
  turn: true,
  fields: true,
  custom: true,
  attempts: true,
  retryAt: true,
  waitingSince: true,
  unsure: true,
  lastSeenAt: true,
}

const delivery: KnownParts<Delivery> = {
  at: true,
  subject: true,
  who: true,
  outcome: true,
  purpose: true,
  call: true,
  status: true,
  took: true,
  answer: true,
  problems: true,
  messages: true,
}

/** `unreadable` is said of a letter and never written. */
const deadLetter: KnownParts<Omit<DeadLetter, 'unreadable'>> = {
  at: true,
  subject: true,
  who: true,
  reason: true,
  purpose: true,
  lost: true,
  call: true,
  status: true,
  inbox: true,
  state: true,
}

const form: KnownParts<Form> = {
  page: true,
  days: true,
  rhythm: true,
  last: true,
  held: true,
  refused: true,
  twice: true,
  back: true,
  again: true,
}

describe('docs/storage.md', () => {
  const storage = createStorage()
  migrate(storage)
  const tables = storage.sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .toArray()
    .map(({ name }) => name)

  it('tells of every table, and of no other', () => {
    const told = [...page.matchAll(/\n### `(\w+)`\n/g)].map(([, name]) => name)
    expect(told.sort()).toEqual(tables.sort())
  })

  it.each(tables)('tells of every column of %s', (table) => {
    const columns = storage.sql
      .exec<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
      .toArray()
    expect(described(`\`${table}\``).sort()).toEqual(columns.map(({ name }) => name).sort())
  })

  it('names every index', () => {
    for (const { name } of storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
      )
      .toArray())
      expect(page).toContain(`\`${name}\``)
  })

  it.each([
    ['A person', [...PERSON_FIELDS]],
    ['An account', Object.keys(account)],
    ['A delivery', Object.keys(delivery)],
    ['A dead letter', Object.keys(deadLetter)],
    ['A form', Object.keys(form)],
  ])('tells of every part: %s', (heading, parts) => {
    expect(described(heading).sort()).toEqual(parts.sort())
  })

  it('tells of every value of the outbox itself', () => {
    const names = new Set<string>()
    for (const source of sources())
      for (const [, value] of source.matchAll(
        /(?:read|write)State(?:<[^(]*>)?\(\s*[\w.]+,\s*'(\w+)'/g,
      ))
        if (value) names.add(value)
    // Gone with the bulk jobs; a migration takes them out of old files.
    const kept = [...names].filter((name) => !name.startsWith('bulk'))
    expect(described("The outbox's own values").sort()).toEqual(kept.sort())
  })
})
