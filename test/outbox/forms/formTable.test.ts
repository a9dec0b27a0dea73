import { describe, expect, it } from 'vitest'
import { hearSignUp } from '../../../src/edge/outbox/forms/evaluateForm.ts'
import { oneMore, SIGN_UPS } from '../../../src/edge/outbox/forms/form.ts'
import { createFormTable } from '../../../src/edge/outbox/forms/formTable.ts'
import { signUpOf } from '../../../src/edge/outbox/forms/signUpOf.ts'
import { readForms } from '../../../src/edge/outbox/operator/readForms.ts'
import { migrate } from '../../../src/edge/outbox/store/migrate.ts'
import { createStorage } from '../createStorage.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BEGUN = Date.UTC(2040, 0, 2)

function openFile() {
  const storage = createStorage()
  migrate(storage)
  const use = (names: readonly string[], at: number) => {
    const forms = createFormTable(storage.sql, at)
    const used = names.map((name) => forms.use('Website', name)?.name)
    forms.save()
    return used
  }
  const names = () =>
    storage.sql
      .exec<{ name: string }>('SELECT name FROM form')
      .toArray()
      .map(({ name }) => name)
  return { sql: storage.sql, use, names }
}

const many = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, number) => `${prefix} ${number}`)

describe('the table of forms', () => {
  it('keeps at most 1 KB of a form, whatever comes', () => {
    const { sql } = openFile()
    const huge = '𝒻'.repeat(5_000)
    const signUp = signUpOf({
      type: 'track',
      event: 'Form Submitted',
      messageId: 'm',
      timestamp: '',
      properties: { formId: huge, url: `https://acme.example/${huge}/${huge}?${huge}#${huge}` },
    })
    expect(signUp).toBeDefined()
    for (let hour = 0; hour < 6 * 7 * 24; hour++) {
      const at = BEGUN + hour * HOUR
      const forms = createFormTable(sql, at)
      const form = forms.use('Website', signUp?.name ?? '')?.form
      if (!form) throw new Error('no row')
      form.days = SIGN_UPS.add(form.days, at, { sent: 99_999, delivered: 99_999, refused: 99_999 })
      for (let minute = 0; minute < 60; minute += 10) hearSignUp(form, at + minute * 60_000)
      form.last = { at, messageId: 'x'.repeat(36), subject: 10 ** 9 }
      form.page = signUp?.page ?? ''
      form.held = oneMore(9_999)
      form.refused = [oneMore(9_999), at]
      form.twice = 2 ** 16 - 1
      form.back = { since: at, left: 3 }
      forms.save()
    }
    const [row] = sql
      .exec<{ bytes: number }>(
        'SELECT octet_length(record) + octet_length(name) + octet_length(source) AS bytes FROM form',
      )
      .toArray()
    // Four numbers of at most six bytes stand beside it.
    expect((row?.bytes ?? 0) + 4 * 6).toBeLessThanOrEqual(1024)
  })

  it('pushes out none that is in use, however many are invented', () => {
    const { use, names } = openFile()
    for (const day of [0, 1, 2]) use(['contact', 'demo', ''], BEGUN + day * DAY)
    for (let time = 0; time < 100; time++) use(many(50, `fake ${time}`), BEGUN + 3 * DAY + time)
    expect(names()).toEqual(expect.arrayContaining(['contact', 'demo', '']))
    expect(names()).toHaveLength(500)
    // A new one gets its row where the fakes have theirs.
    expect(use(['newsletter'], BEGUN + 4 * DAY)).toEqual(['newsletter'])
    expect(names()).toHaveLength(500)
  })

  it('counts for the source what has no room of its own', () => {
    const { use, names } = openFile()
    for (const day of [0, 1, 2])
      for (let time = 0; time < 25; time++) use(many(20, `kept ${time}`), BEGUN + day * DAY + time)
    expect(names()).toHaveLength(500)
    expect(use(['one more'], BEGUN + 3 * DAY)).toEqual([''])
    // Sixty days later those that nobody used are room.
    expect(use(['one more'], BEGUN + 63 * DAY)).toEqual(['one more'])
  })

  it('begins anew where a row is torn, or of a later version', () => {
    const { sql, use } = openFile()
    use(['contact', 'demo'], BEGUN)
    sql.exec('UPDATE form SET record = \'{"version":2,"days":1}\' WHERE name = \'contact\'')
    sql.exec("UPDATE form SET record = '{\"ver' WHERE name = 'demo'")
    expect(readForms(sql, BEGUN).forms).toHaveLength(2)
    expect(use(['contact', 'demo'], BEGUN + DAY)).toEqual(['contact', 'demo'])
    expect(readForms(sql, BEGUN + DAY).forms.map(({ days }) => days.length)).toEqual([28, 28])
  })

  it('makes few rows at once', () => {
    const { use, names } = openFile()
    use(many(300, 'fake'), BEGUN)
    expect(names().filter((name) => name !== '')).toHaveLength(20)
  })
})
