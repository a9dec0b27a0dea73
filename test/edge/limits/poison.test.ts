import { describe, expect, it } from 'vitest'
import { calls, pass, person, records, rows, send, useCleanEdge } from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000
const TRIGGER = 'CREATE TRIGGER poison BEFORE UPDATE'

/** Faults of our own about one person, each at another place. */
const POISONS: { [what: string]: string } = {
  'cannot be written': `${TRIGGER} OF state ON subject WHEN NEW.state LIKE '%person1@%'
    BEGIN SELECT RAISE(ABORT, 'SQLITE_TOOBIG'); END`,
  'cannot be noted in the journal': `CREATE TRIGGER poison BEFORE INSERT ON delivery
    WHEN NEW.record LIKE '%person1@%' BEGIN SELECT RAISE(ABORT, 'SQLITE_TOOBIG'); END`,
  'makes planning fail':
    "UPDATE subject SET state = json_set(state, '$.deals.x', json('{\"fields\":{},\"custom\":{}}'), '$.tags.x', json('false'), '$.read', 7)",
}

describe('a person who', () => {
  it.each(Object.entries(POISONS))(
    '%s holds up nobody, and costs few calls',
    async (what, poison) => {
      await send(person(1))
      if (what.startsWith('makes')) {
        await pass(1_000)
        await rows(`${poison} WHERE state LIKE '%person1@%'`)
        await send(person(1, { city: 'Rome', tags: ['y'] }))
      } else await rows(poison)
      await send(person(2))
      await pass(5_000)
      const emails = (await records()).contacts.map(({ email }) => email)
      expect(emails).toContain('person2@acme.example')
      await pass(HOUR)
      await send(person(3))
      await pass(5_000)
      expect((await records()).contacts.map(({ email }) => email)).toContain('person3@acme.example')
      expect((await calls()).length).toBeLessThan(40)
    },
  )
})
