import { expect, it } from 'vitest'
import { Subjects } from '../../src/edge/outbox/person/subjects.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { createStorage } from './createStorage.ts'

const now = Date.UTC(2026, 0, 10)

it('stores the next person though they get the number of one who was removed', () => {
  const storage = createStorage()
  migrate(storage)
  const first = new Subjects(storage.sql, now)
  first.point('a:1', first.createPerson(now))
  first.save()

  const second = new Subjects(storage.sql, now)
  const gone = second.person('a:1')
  if (gone) second.remove(gone)
  second.point('a:2', second.createPerson(now))
  second.save()

  expect(new Subjects(storage.sql, now).person('a:2')).toBeDefined()
})
