import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Env } from '../../../src/edge/env.ts'
import { createMessenger } from '../../../src/edge/outbox/messages/messenger.ts'
import { migrate } from '../../../src/edge/outbox/store/migrate.ts'
import { createStorage } from '../createStorage.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const WEBHOOK = 'https://hooks.example.com/leads'

interface Mail {
  from: string
  to: string
  subject: string
  text: string
}

let now = 0
let posted: string[] = []
let mailed: Mail[] = []
let answer: (text: string) => Promise<Response> | Response
let takeMail: () => Promise<void>

beforeEach(() => {
  now = Date.UTC(2026, 0, 10, 9)
  posted = []
  mailed = []
  answer = () => new Response()
  takeMail = async () => undefined
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
    const { text } = JSON.parse(String(init?.body)) as { text: string }
    posted.push(text.replace('freshsales-edge: ', ''))
    return answer(text)
  })
})
afterEach(() => vi.restoreAllMocks())

const EMAIL = {
  async send(mail: Mail) {
    mailed.push(mail)
    await takeMail()
  },
}

const BOTH = {
  ALERT_WEBHOOK: WEBHOOK,
  ALERT_EMAIL: 'ops@acme.example',
  ALERT_EMAIL_FROM: 'edge@acme.example',
  EMAIL,
}

/** `again()`: the object ended, and started anew with the same file. */
function start(settings: object = { ALERT_WEBHOOK: WEBHOOK }) {
  const storage = createStorage()
  migrate(storage)
  const env = {
    FRESHSALES_DOMAIN: 'acme',
    FRESHSALES_API_KEY: 'key',
    ...settings,
  } as unknown as Env
  const again = () => createMessenger({ sql: storage.sql, env: () => env, now: () => now })
  return { messenger: again(), again, env }
}

type Messenger = ReturnType<typeof start>['messenger']

/** Lets what was begun come to its end. */
async function flush(messenger: Messenger): Promise<number> {
  const at = messenger.flush()
  await new Promise((resolve) => setTimeout(resolve))
  return at
}

/** Works like the alarm: it comes again when it said. */
async function pass(messenger: Messenger, milliseconds: number): Promise<void> {
  const until = now + milliseconds
  for (let at = await flush(messenger); at <= until; at = await flush(messenger)) now = at
  now = until
}

const digest = (title: string) => ({ title, lines: ['5 leads'], state: 'digest' as const })
const trouble = (state: 'begun' | 'over') => ({
  title: `Trouble ${state}`,
  lines: [],
  condition: 'full',
  state,
})

describe('a message', () => {
  it('goes to every channel, once, in the order in which it was given', async () => {
    const { messenger } = start(BOTH)
    for (const title of ['One', 'Two', 'Three']) messenger.send(digest(title))
    await pass(messenger, DAY)
    expect(posted).toEqual(['One\n5 leads', 'Two\n5 leads', 'Three\n5 leads'])
    expect(mailed.map(({ subject }) => subject)).toEqual(
      ['One', 'Two', 'Three'].map((title) => `freshsales-edge: ${title}`),
    )
    expect(mailed[0]).toEqual({
      from: 'edge@acme.example',
      to: 'ops@acme.example',
      subject: 'freshsales-edge: One',
      text: 'freshsales-edge: One\n5 leads',
    })
  })

  it('puts no line of its own into the head of an e-mail', async () => {
    const { messenger } = start(BOTH)
    messenger.send({ title: 'Größe\r\nBcc: all@acme.example', lines: ['a\r\n.\r\nb'] })
    await flush(messenger)
    expect(mailed[0]?.subject).toBe('freshsales-edge: Größe Bcc: all@acme.example')
    expect(mailed[0]?.text.split('\n')).toHaveLength(2)
  })

  it.each([
    [{}, 'A lead came back'],
    [{ ALERT_DETAILS: '1' }, 'A lead came back\nann@acme.example'],
  ])('holds its details only where that is allowed: %j', async (setting, text) => {
    const { messenger } = start({ ALERT_WEBHOOK: WEBHOOK, ...setting })
    messenger.send({ title: 'A lead came back', lines: [], details: ['ann@acme.example'] })
    await flush(messenger)
    expect(posted).toEqual([text])
  })

  it('is kept for nobody where nobody is told', async () => {
    const { messenger, env } = start({})
    messenger.send(digest('One'))
    env.ALERT_WEBHOOK = WEBHOOK
    expect(await flush(messenger)).toBe(Number.POSITIVE_INFINITY)
    expect(posted).toEqual([])
  })
})

describe('a channel that does not take messages', () => {
  it('is asked ever more rarely, and gets everything once it takes them again', async () => {
    answer = () => new Response(null, { status: 503 })
    const { messenger } = start()
    messenger.send(digest('One'))
    await pass(messenger, 16 * MINUTE)
    expect(posted).toHaveLength(5) // after 0, 1, 3, 7 and 15 minutes
    messenger.send(digest('Two'))
    await pass(messenger, 10 * 3_600_000)
    expect(posted.length).toBeLessThan(20)
    answer = () => new Response()
    posted = []
    await pass(messenger, 3_600_000)
    expect(posted.sort()).toEqual(['One\n5 leads', 'Two\n5 leads'])
  })

  it('holds up no other channel', async () => {
    answer = () => new Promise<Response>(() => undefined)
    const { messenger } = start(BOTH)
    messenger.send(digest('One'))
    await pass(messenger, MINUTE)
    expect(mailed).toHaveLength(1)
    expect(posted).toHaveLength(1)
    expect(messenger.look().map(({ waiting }) => waiting)).toEqual([1, 0])
  })

  it('does not bar the way with one message that it cannot take', async () => {
    answer = (text) => new Response(null, { status: text.includes('One') ? 400 : 200 })
    const { messenger } = start()
    messenger.send(digest('One'))
    messenger.send(digest('Two'))
    await pass(messenger, 3 * MINUTE)
    expect(posted).toContain('Two\n5 leads')
  })

  it.each<[string, typeof answer, string]>([
    ['a status', () => new Response('secret', { status: 404 }), 'it answered 404'],
    [
      'no answer',
      async () => {
        throw new DOMException('', 'TimeoutError')
      },
      'it did not answer within ten seconds',
    ],
    [
      'no connection',
      async () => {
        throw new TypeError('secret')
      },
      'it could not be reached',
    ],
  ])('is told of in the console: %s', async (_, given, answered) => {
    const { messenger } = start()
    const since = now
    messenger.send(digest('One'))
    answer = given
    await pass(messenger, 4 * MINUTE)
    const [view] = messenger.look()
    expect(view).toMatchObject({ receiver: 'a program of your own', waiting: 1 })
    expect(view?.failing).toMatchObject({ since, answered, what: 'One' })
    expect(JSON.stringify(view)).not.toMatch(/secret|hooks/)
    answer = () => new Response()
    await pass(messenger, 10 * MINUTE)
    expect(messenger.look()[0]?.failing).toBeUndefined()
  })

  it('says by a code of its own why an e-mail was not taken, and nothing else', async () => {
    const { messenger } = start(BOTH)
    takeMail = async () => {
      throw Object.assign(new Error('ann@acme.example is bad'), { code: 'E_SENDER_NOT_VERIFIED' })
    }
    messenger.send(digest('One'))
    await flush(messenger)
    expect(messenger.look()[1]?.failing?.answered).toBe('it answered E_SENDER_NOT_VERIFIED')
  })

  it('is not told for days of what is no news any more, nor of more than a hundred things', async () => {
    answer = () => new Response(null, { status: 500 })
    const { messenger } = start()
    for (let number = 0; number < 120; number++) messenger.send(digest(`No. ${number}`))
    expect(messenger.look()[0]?.waiting).toBe(100)
    await pass(messenger, 4 * DAY)
    expect(messenger.look()[0]?.waiting).toBe(0)
  })

  it('is told of a hot lead again where it refused, for an hour, and never where the line broke', async () => {
    const hot = (title: string) => ({ title, lines: [], state: 'hot' as const })
    const { messenger } = start()
    answer = () => new Response(null, { status: 503 })
    messenger.send(hot('One'))
    await pass(messenger, DAY)
    expect(posted).toHaveLength(6) // after 0, 1, 3, 7, 15 and 31 minutes
    answer = () => Promise.reject(new TypeError('the line is dead'))
    messenger.send(hot('Two'))
    await pass(messenger, DAY)
    expect(posted.filter((text) => text === 'Two')).toHaveLength(1)
  })

  it('is not told that something is over of which it never heard', async () => {
    answer = () => new Response(null, { status: 500 })
    const { messenger } = start()
    messenger.send(trouble('begun'))
    await pass(messenger, 3 * MINUTE)
    messenger.send(trouble('over'))
    answer = () => new Response()
    posted = []
    await pass(messenger, 3_600_000)
    expect(posted).toEqual([])
  })

  it('is not told so either where it ended while the first word was on its way', async () => {
    let fail: (reason: Error) => void = () => undefined
    answer = () => new Promise((_, reject) => (fail = reject))
    const { messenger } = start()
    messenger.send(trouble('begun'))
    await flush(messenger)
    messenger.send(trouble('over'))
    answer = () => new Response()
    fail(new Error('gone'))
    await pass(messenger, 3_600_000)
    expect(posted).toEqual(['Trouble begun'])
  })
})

describe('a message that was on its way when the object ended', () => {
  it.each([
    ['of trouble is sent again', trouble('begun'), 2],
    [
      'of a hot lead is not, so that nobody is called twice',
      { ...digest('x'), state: 'hot' as const },
      1,
    ],
  ])('%s', async (_, message, times) => {
    answer = () => new Promise<Response>(() => undefined)
    const { messenger, again } = start()
    messenger.send(message)
    await flush(messenger)
    answer = () => new Response()
    await pass(again(), DAY)
    expect(posted).toHaveLength(times)
  })
})

describe('a test message', () => {
  it('says of each channel whether it arrived', async () => {
    answer = () => new Response(null, { status: 410 })
    const { messenger } = start(BOTH)
    expect(await messenger.test()).toEqual([
      { channel: 'webhook', receiver: 'a program of your own', problem: 'it answered 410' },
      { channel: 'email', receiver: 'e-mail' },
    ])
    expect(posted).toHaveLength(1)
    expect(mailed).toHaveLength(1)
  })

  it('says what e-mail lacks', async () => {
    const { EMAIL: _, ...unbound } = BOTH
    const { messenger } = start(unbound)
    const [, email] = await messenger.test()
    expect(email?.problem).toMatch(/^the binding EMAIL is missing\. Add "send_email"/)
    expect(messenger.channels()).toEqual(['webhook'])
  })
})
