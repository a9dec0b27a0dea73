import { describe, expect, it } from 'vitest'
import { createHotMessages, queueMessage } from '../../src/edge/outbox/hot/hotMessages.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import type { Config } from '../../src/edge/settings/config.ts'
import { NEVER } from '../../src/protocol/time.ts'
import { createStorage } from './createStorage.ts'

const config = {
  alertWebhook: 'https://hooks.example.com/',
  domain: { api: 'https://acme.example/api' },
} as unknown as Config

class WebhookRefused extends Error {
  override name = 'WebhookRefused'
}

/** An outbox that may die, its disk, and a webhook. */
function open() {
  const storage = createStorage()
  migrate(storage)
  const { sql } = storage
  const posted: object[] = []
  let now = 1_000_000
  let post = (): Promise<void> => Promise.resolve()
  const start = () =>
    createHotMessages({
      sql,
      now: () => now,
      post(_, body) {
        posted.push(body)
        return post()
      },
    })
  const queue = (id: string) =>
    queueMessage(sql, { id, rule: 'R', at: now, source: 'S', page: '/', subject: 1 })
  return {
    posted,
    start,
    queue,
    answer: (next: typeof post) => {
      post = next
    },
    pass: (milliseconds: number) => {
      now += milliseconds
    },
  }
}

/** Lets promises that are settled be heard. */
const settle = () => new Promise((resolve) => setTimeout(resolve))

const never = () => new Promise<void>(() => {})

describe('the message of a hot lead', () => {
  it('is sent once, also while its answer is out and the outbox looks again', async () => {
    const { posted, start, queue } = open()
    const messages = start()
    queue('1')
    messages.check(config)
    messages.check(config)
    await settle()
    expect(messages.check(config)).toBe(NEVER)
    expect(posted).toHaveLength(1)
  })

  it('is not sent again by the next process, whether or not it had arrived', async () => {
    const { posted, start, queue, answer, pass } = open()
    answer(never)
    queue('1')
    start().check(config)
    const next = start()
    expect(next.check(config)).toBe(NEVER)
    pass(120_000)
    queue('2')
    next.check(config)
    expect(posted).toHaveLength(2)
  })

  it('is sent by the next process where the first one died before it sent it', async () => {
    const { posted, start, queue } = open()
    queue('1')
    start()
    start().check(config)
    expect(posted).toHaveLength(1)
  })

  it('is sent again after a minute where it was refused, for an hour, and never where the line broke', async () => {
    const { posted, start, queue, answer, pass } = open()
    const messages = start()
    answer(() => Promise.reject(new WebhookRefused()))
    queue('1')
    for (let minute = 0; minute < 90; minute++) {
      messages.check(config)
      await settle()
      pass(60_000)
    }
    expect(posted).toHaveLength(60)
    answer(() => Promise.reject(new TypeError('the line is dead')))
    queue('2')
    for (let minute = 0; minute < 5; minute++) {
      messages.check(config)
      await settle()
      pass(60_000)
    }
    expect(posted).toHaveLength(61)
  })

  it('waits for nobody where there is no webhook, and keeps few where it does not answer', async () => {
    const { posted, start, queue } = open()
    const messages = start()
    queue('1')
    const { alertWebhook: _, ...without } = config
    expect(messages.check(without as Config)).toBe(NEVER)
    for (let id = 0; id < 100; id++) queue(`${id}`)
    messages.check(config)
    expect(posted).toHaveLength(60)
  })
})
