import { expect, it } from 'vitest'
import { exportPage } from '../../src/edge/outbox/export/exportPage.ts'
import { Subjects } from '../../src/edge/outbox/person/subjects.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { createStorage } from './createStorage.ts'

const MANY = 12

it('reads no more at once than fits, however much is known of a person', () => {
  const storage = createStorage()
  migrate(storage)
  const subjects = new Subjects(storage.sql, 0)
  for (let number = 1; number <= MANY; number++) subjects.createPerson(0)
  subjects.save()
  storage.sql.exec(
    `UPDATE subject SET state = json_set(state, '$.fields.address', json_object('value', hex(zeroblob(75000))))`,
  )
  storage.sql.exec("INSERT INTO subject (id, state, priority, due_at) VALUES (99, '{torn', 4, 0)")
  const pages: string[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page = exportPage(storage.sql, { what: 'people', format: 'json', after })
    pages.push(page.text)
    after = page.next
  }
  expect(Math.max(...pages.map(({ length }) => length))).toBeLessThan(1024 ** 2)
  const ids = pages.flatMap((text) =>
    (JSON.parse(`[${text}]`) as { id: number }[]).map(({ id }) => id),
  )
  expect(ids).toEqual([...Array.from({ length: MANY }, (_, index) => index + 1), 99])
  expect(pages.at(-1)).toContain('cannot be read')
})
