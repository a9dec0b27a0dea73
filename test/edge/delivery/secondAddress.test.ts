import { describe, expect, it } from 'vitest'
import {
  calls,
  control,
  pass,
  records,
  rows,
  send,
  sendFromPage,
  setAccount,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { refusal } from '../operator/console.ts'

useCleanEdge()

const HOUR = 3_600_000
const WORK = 'ann@acme.example'
const HOME = 'ann.lee@mail.example'

/** Somebody whom the CRM has, with a second address; the edge does not know them. */
const seed = (more: object) =>
  control('/simulator/seed', {
    method: 'POST',
    body: JSON.stringify({
      contacts: [
        {
          emails: [
            { value: WORK, is_primary: true },
            { value: HOME, is_primary: false },
          ],
          first_name: 'Ann',
          ...more,
        },
      ],
    }),
  })

const contacts = async () =>
  (await records()).contacts.map(({ email, job_title, first_name }) => ({
    email,
    job_title,
    first_name,
  }))

const signUp = (email: string, traits: object, more: object = {}) => ({
  type: 'identify',
  anonymousId: 'a-1',
  traits: { email, jobTitle: 'CTO', ...traits },
  ...more,
})

describe('somebody new, who gives the second address of a contact', () => {
  it.each([
    ['en', 'label', { mobile: '+1 555 0100' }, { mobile_number: '+1 555 0100' }],
    ['en', 'camel', { mobile: '+49 30 1234567' }, { mobile_number: '+49 30 1234567' }],
    ['de', 'label', { mobile: '+1 555 0100' }, { mobile_number: '+1 555 0100' }],
    ['fr', 'name', { mobile: '+1 555 0100' }, { mobile_number: '+1 555 0100' }],
    ['es', 'label', { mobile: '+1 555 0100' }, { mobile_number: '+1 555 0100' }],
    ['pt', 'label', { mobile: '+1 555 0100' }, { mobile_number: '+1 555 0100' }],
  ])('and their mobile number is that contact: %s, fields by %s', async (...row) => {
    const [language, fieldsInRefusals, said, known] = row
    await setAccount({ language, behaviour: { fieldsInRefusals } })
    await seed(known)
    await send(signUp(HOME, said))
    await pass(HOUR)
    expect(await contacts()).toEqual([{ email: WORK, job_title: 'CTO', first_name: 'Ann' }])
  })

  it('and the user id that the CRM has of them is that contact', async () => {
    await seed({ external_id: 'u-42' })
    await send(signUp(HOME, {}, { userId: 'u-42' }))
    await pass(HOUR)
    expect(await contacts()).toEqual([{ email: WORK, job_title: 'CTO', first_name: 'Ann' }])
  })

  it('and a company is that contact', async () => {
    await seed({ mobile_number: '+1 555 0100' })
    await send(signUp(HOME, { mobile: '+1 555 0100', company: 'Acme' }))
    await pass(HOUR)
    expect(await contacts()).toHaveLength(1)
    expect((await records()).contacts[0]?.['sales_accounts']).toMatchObject([{ name: 'Acme' }])
  })

  it('is that contact where Freshsales takes no second one with that address', async () => {
    await seed({})
    const match = { method: 'POST', path: '/contacts/upsert' }
    await setFaults({ rules: [refusal(`${HOME} already exists.`, match)] })
    await send(signUp(HOME, {}))
    await pass(HOUR)
    expect(await contacts()).toEqual([{ email: WORK, job_title: 'CTO', first_name: 'Ann' }])
    expect(await rows('SELECT reason FROM dead_letter')).toEqual([])
  })
})

describe('somebody new whose mobile number is another’s', () => {
  it('is looked for once, made without it, and the entry of the visit says so', async () => {
    await seed({ mobile_number: '+1 555 0100' })
    const view = { type: 'page', anonymousId: 'a-1', properties: { url: 'https://a.example/x' } }
    await sendFromPage(view, signUp('bob@beta.example', { mobile: '+1 555 0100' }))
    await pass(HOUR)
    expect(await contacts()).toMatchObject([{ email: WORK }, { email: 'bob@beta.example' }])
    const { notes } = await control<{ notes: { description: string }[] }>('/simulator/records')
    expect(notes.map(({ description }) => description).join()).toContain(
      'May be the same as the contact that has the mobile number +1 555 0100',
    )
    const searches = (await calls()).filter((call) => call.includes('/filtered_search/contact'))
    expect(searches).toHaveLength(1)
    await sendFromPage(signUp('bob@beta.example', { mobile: '+1 555 0100', city: 'Rome' }))
    await pass(HOUR)
    expect((await calls()).filter((call) => call.includes('/filtered_search'))).toHaveLength(1)
  })

  it('costs nothing where nobody has it', async () => {
    await send(signUp('bob@beta.example', { mobile: '+1 555 0100' }))
    await pass(HOUR)
    const upserts = (await calls()).filter((call) => /contacts|filtered/.test(call))
    expect(upserts).toEqual(['POST /contacts/upsert'])
  })
})
