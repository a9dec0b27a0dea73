import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../demo/freshsales/settings/settings.ts'
import { createCleanup } from '../../src/doctor/probe/createCleanup.ts'
import { createActivity } from '../../src/freshsales/api/request.ts'
import type { JsonObject } from '../../src/protocol/event.ts'
import {
  type Diagnosis,
  startAccount,
  type TestAccount,
  type Visit,
  visitDoctor,
} from './harness.ts'

let account: TestAccount

beforeAll(async () => {
  account = await startAccount()
})
beforeEach(() => account.set({}))
afterAll(() => account.stop())

const probe = (visit: Visit = {}): Promise<Diagnosis> =>
  visitDoctor({
    environment: {
      FRESHSALES_DOMAIN: account.url,
      FRESHSALES_API_KEY: 'demo-api-key',
      FRESHSALES_APP_TOKEN: 'demo-app-token',
    },
    arguments: ['--probe', '--yes'],
    ...visit,
  })

const withoutAppToken = () => ({
  FRESHSALES_DOMAIN: account.url,
  FRESHSALES_API_KEY: 'demo-api-key',
})

/** Every setting of the simulator that a question is about, the other way round; tracking is still there. */
const OTHERWISE = {
  rateLimitHeaders: false,
  language: 'es',
  required: { deal: [] },
  behaviour: {
    contactIdentifiers: ['emails', 'id'],
    emailIdentity: 'any',
    mostEmails: 5,
    contactNeeds: 'email or mobile',
    emailsInUpdate: 'add',
    uniqueContactFields: ['mobile_number'],
    newSubscriptionStatus: 2,
    recycleBinBlocksEmail: true,
    builtInActivityTypesRefused: false,
    activityOwnerRequired: true,
    activityEndRequired: false,
    activityCreatedStatus: 200,
    contactActivities: 'sales activities',
    taskWrapperRequired: true,
    badKeyStatus: 403,
    plainTokenAccepted: true,
    trackingBody: 'any',
    errorMessages: 'text',
    fieldsInRefusals: 'name',
  },
}

/** A bulk job cannot be called off, and what it made may come to light only after the probe has cleaned up. */
const NOT_ASKED = ['bulkAcceptedStatus']

describe('a probe', () => {
  it('finds no difference between the simulator and itself', async () => {
    const { text, verdict, code } = await probe()
    expect(text.split('\n').filter((line) => /^ +[!✗]/.test(line))).toEqual([])
    expect(text).toContain('✓ the account behaves as the simulator does')
    expect(verdict).toBe('tested')
    expect(code).toBe(0)
  })

  it('gives its records what an admin made compulsory', async () => {
    const contact = ['city', 'lead_source_id', 'lifecycle_stage_id', 'cf_plan', 'cf_team_size']
    await account.set({ required: { contact, sales_account: ['website', 'industry_type_id'] } })
    const { text } = await probe({ environment: withoutAppToken() })
    expect(text).toContain('✓ the account behaves as the simulator does')
    expect(await account.leftBehind()).toEqual([])
  })

  it.each([
    [['sales_account_id'], '✓ a deal without an account is refused: yes'],
    [['sales_account_id', 'expected_close'], '✓ a deal without an account is refused: yes'],
    [['expected_close'], '! a deal without an account is refused: no (the simulator: yes)'],
  ])('finds out whether a deal needs an account where %j are compulsory', async (deal, line) => {
    await account.set({ required: { deal } })
    const { text } = await probe({ environment: withoutAppToken() })
    expect(text).toContain(line)
    expect(await account.leftBehind()).toEqual([])
  })

  it.each([
    ['es', 'label', ['language: es']],
    ['de', 'camel', ['language: de', 'a field is called by its: camel']],
    ['fr', 'name', ['language: fr', 'a field is called by its: name']],
    ['pt', 'english', ['language: pt', 'a field is called by its: english']],
    ['en', 'camel', ['a field is called by its: camel']],
  ])('reads refusals in %s with fields by %s', async (language, fieldsInRefusals, lines) => {
    await account.set({ language, behaviour: { fieldsInRefusals } })
    const { text } = await probe({ environment: withoutAppToken() })
    for (const line of lines) expect(text).toContain(`! ${line} (the simulator: `)
    expect(text.match(/! (?:language|a field is called)/g)).toHaveLength(lines.length)
  })

  it('is made with a key that may not see the owners', async () => {
    await account.spoil([{ match: { path: '/selector/owners' }, answer: { status: 403 } }])
    const { text, verdict } = await probe({ environment: withoutAppToken() })
    expect(text).toContain('What does a sales activity need, and where is it found again?')
    expect(verdict).toMatch(/^tested/)
  })

  it('names each difference', async () => {
    await account.set(OTHERWISE)
    const { text, code } = await probe()
    expect(text.split('\n').filter((line) => line.startsWith('  !'))).toEqual([
      '  ! visitors are also taken: without sdk, with labels beside the identifier (the simulator: none)',
      '  ! status for a wrong key: 403 (the simulator: 401)',
      '  ! "Token <key>" will do: yes (the simulator: no)',
      '  ! form of the message: text (the simulator: list)',
      '  ! language: es (the simulator: en)',
      '  ! a field is called by its: name (the simulator: label)',
      '  ! X-RateLimit-Limit and -Remaining: no (the simulator: yes)',
      '  ! keys of unique_identifier: emails, id (the simulator: emails, id, external_id, mobile_number)',
      '  ! a new contact needs: email or mobile (the simulator: email)',
      '  ! fields that no two contacts share: mobile_number (the simulator: mobile_number, external_id)',
      '  ! an address sent as emails: add (the simulator: replace)',
      '  ! an upsert finds a contact by: any (the simulator: primary)',
      '  ! most addresses of a contact: 5 (the simulator: 10)',
      '  ! the address is still taken: yes (the simulator: no)',
      '  ! subscription_status of a new contact: 2 (the simulator: 1)',
      '  ! status of a new one: 200 (the simulator: 201)',
      '  ! owner is compulsory: yes (the simulator: no)',
      '  ! end is compulsory: no (the simulator: yes)',
      '  ! built-in types are refused: no (the simulator: yes)',
      '  ! that list is of: sales activities (the simulator: timeline)',
      '  ! a deal without an account is refused: no (the simulator: yes)',
      '  ! a task without its wrapper is refused: yes (the simulator: no)',
      expect.stringMatching(/ {2}! the account differs from the simulator in 22 of \d+ facts/),
    ])
    expect(code).toBe(0)
  })

  it('asks about every way in which the simulator can be told to behave, or leaves it out on purpose', () => {
    expect([...Object.keys(OTHERWISE.behaviour), ...NOT_ASKED].sort()).toEqual(
      Object.keys(DEFAULT_SETTINGS.behaviour).sort(),
    )
  })

  it('says how to make the simulator alike', async () => {
    await account.set(OTHERWISE)
    const { text } = await probe()
    const [, settings = ''] = /simulator\/settings -d '(.*)'/.exec(text) ?? []
    expect(JSON.parse(settings)).toEqual(OTHERWISE)
  })

  it('finds no tracking API where there is none', async () => {
    await account.set({ tracking: false })
    const { text } = await probe()
    expect(text).toContain('! it is there: no (the simulator: yes)')
    expect(text).toContain(`settings -d '{"tracking":false}'`)
  })

  it.each([
    ['as it is at first', {}],
    ['that differs', OTHERWISE],
  ])('leaves nothing behind in an account %s', async (_, settings) => {
    await account.set(settings)
    const { text } = await probe()
    const made = (await account.calls()).filter(
      ({ method, status }) => method === 'DELETE' && status === 200,
    )
    expect(made.length).toBeGreaterThan(15)
    expect(await account.leftBehind()).toEqual([])
    expect(text).not.toContain('not deleted')
  })

  it('spends no more calls than it says', async () => {
    const { text } = await probe()
    const [, atMost] = /at most (\d+) calls/.exec(text) ?? []
    const [, spent] = /(\d+) calls were spent/.exec(text) ?? []
    const { length } = await account.calls()
    expect(Number(spent)).toBe(length)
    expect(length).toBeLessThanOrEqual(Number(atMost))
  })

  it.each([
    [{ method: 'POST', path: '/contacts/upsert' }],
    [{ method: 'PUT', path: '/contacts' }],
    [{ method: 'POST', path: '/sales_accounts/upsert' }],
    [{ method: 'POST', path: '/track/visitors' }],
    [{ method: 'POST', path: '/sales_activities' }],
    [{ method: 'POST', path: '/deals' }],
    [{ method: 'POST', path: '/tasks' }],
    [{ method: 'POST', path: '/contacts', body: '"emails":[' }],
  ])('cleans up although %j breaks off after it took effect', async (match) => {
    await account.spoil([{ kind: 'close', applied: true, times: 1, match }])
    const { text, verdict, code } = await probe()
    expect(text).toContain('✗ cannot be reached')
    expect(verdict).toContain('mend: the probe')
    expect(code).toBe(1)
    expect(await account.leftBehind()).toEqual([])
  })

  it('deletes nothing of others', async () => {
    await account.add('ann@acme.example')
    await probe()
    expect(await account.leftBehind()).toEqual([expect.stringMatching(/^contacts /)])
  })

  it('deletes at the second try what it could not delete at the first', async () => {
    await account.spoil([{ match: { method: 'DELETE', path: '/deals' }, times: 1 }])
    const { code } = await probe()
    expect(code).toBe(0)
    expect(await account.leftBehind()).toEqual([])
  })

  it('names what it could not delete', async () => {
    await account.spoil([{ match: { method: 'DELETE', path: '/sales_accounts' } }])
    const { text, verdict, code } = await probe()
    const [left = ''] = await account.leftBehind()
    expect(text).toContain(`✗ not deleted: /${left.replace(' ', '/')}`)
    expect(verdict).toBe('mend: what is left behind')
    expect(code).toBe(1)
  })

  it('stops on Ctrl-C, and cleans up first', async () => {
    await account.spoil([{ kind: 'slow', delayMs: 2_000, match: { path: '/sales_activities' } }])
    const doctor = spawn(process.execPath, ['src/doctor/doctor.ts', '--probe', '--yes'], {
      env: withoutAppToken(),
    })
    let text = ''
    doctor.stdout.on('data', (part) => {
      text += part
      if (!doctor.killed && text.includes('What does a sales activity need')) doctor.kill('SIGINT')
    })
    const [code] = await once(doctor, 'close')
    expect(text).toContain('✗ stopped on request')
    expect(text).not.toContain('Does a deal need an account?')
    expect(code).toBe(1)
    expect(await account.leftBehind()).toEqual([])
  })

  it('asks nothing about tracking without an app token', async () => {
    const { text, verdict } = await probe({ environment: withoutAppToken() })
    expect(text).toContain('! not asked: FRESHSALES_APP_TOKEN is not set')
    expect(verdict).toBe('tested (1 note)')
  })
})

describe('a probe that does not begin', () => {
  it('has no --yes', async () => {
    const { text, verdict, code } = await probe({ arguments: ['--probe'] })
    expect(text).toMatch(/15 questions, at most \d+ calls/)
    expect(verdict).toBe('mend: --yes')
    expect(code).toBe(1)
    expect(await account.calls()).toEqual([])
  })

  it('would run out of calls', async () => {
    await account.set({ hourlyCalls: 50 })
    const { text, verdict } = await probe()
    expect(text).toContain('✗ only 46 calls are left in this hour')
    expect(verdict).toBe('mend: quota')
    expect((await account.calls()).map(({ method }) => method)).toEqual([
      'GET',
      'GET',
      'GET',
      'GET',
    ])
  })

  it('has a key that is rejected', async () => {
    const { verdict } = await probe({
      environment: { FRESHSALES_DOMAIN: account.url, FRESHSALES_API_KEY: 'an-old-api-key' },
    })
    expect(verdict).toBe('mend: FRESHSALES_API_KEY')
  })

  it('has no account', async () => {
    const { verdict } = await probe({ environment: {} })
    expect(verdict).toBe('mend: FRESHSALES_DOMAIN, FRESHSALES_API_KEY')
  })
})

describe('what is deleted of a timeline', () => {
  const sent: string[] = []
  const cleanup = (entries: object[]) =>
    createCleanup(async ({ method, path }) => {
      sent.push(`${method} ${path}`)
      const body = { activities: entries } as unknown as JsonObject
      return { status: 200, headers: new Headers(), body, error: undefined, words: [] }
    })
  beforeEach(() => void sent.splice(0))

  it.each([
    [{ id: '91', actionable_type: 'SalesActivity', actionable_id: 7 }, ['/sales_activities/7']],
    [{ id: 7, title: 'An activity itself' }, ['/sales_activities/7']],
    [{ id: '92', actionable_type: 'Note', actionable_id: 7 }, []],
    [{ id: '93', actionable_type: 'Task', actionable_id: 7 }, []],
    [{ id: '94' }, []],
  ])('of %j is an activity of ours only', async (entry, paths) => {
    const { suspect, remove } = cleanup([entry])
    suspect(createActivity({ activity: {}, target: { type: 'Contact', id: 1 } }))
    await remove()
    expect(sent.filter((call) => call.startsWith('DELETE'))).toEqual(
      paths.map((path) => `DELETE ${path}`),
    )
  })
})
