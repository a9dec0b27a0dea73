import { beforeEach, describe, expect, it } from 'vitest'
import {
  configure,
  control,
  drain,
  pass,
  person,
  send,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { operator, refusal } from '../operator/console.ts'

useCleanEdge()

const HOUR = 3_600_000

interface Task {
  title: string
  description?: string
  due_date: string
  owner_id?: number
  targetable_id: number
  targetable_type: string
}

const tasks = async () => (await control<{ tasks: Task[] }>('/simulator/records')).tasks

const event = (rest: object = {}) => ({
  type: 'track',
  userId: 'u-1',
  event: 'Quote Requested',
  ...rest,
})

const useTask = (task: unknown) =>
  configure({ EVENTS: JSON.stringify({ 'Quote Requested': { task } }) })

beforeEach(() => useTask({ title: 'Call {email}', dueInDays: 1, owner: 'olivia@crm.example' }))

describe('an event with a task', () => {
  it('gives the sales rep something to do about the contact', async () => {
    await send(person(1), event())
    await drain()
    const [task, ...others] = await tasks()
    expect(others).toEqual([])
    expect(task).toMatchObject({
      title: 'Call person1@acme.example',
      due_date: '2040-01-13T09:00:00.000Z',
      targetable_type: 'Contact',
      owner_id: expect.any(Number),
    })
    expect(task).not.toHaveProperty('description')
  })

  it('is due at the same time of the day where the person is, also when the clocks change', async () => {
    const [friday, monday] = ['2039-03-25T09:30:00Z', '2039-03-28T08:30:00.000Z']
    await useTask({ title: 'Call', dueInDays: 3 })
    await send(person(1, { timezone: 'Europe/Berlin' }), event({ timestamp: friday }))
    await drain()
    expect((await tasks()).map((task) => task.due_date)).toEqual([monday])
  })

  it('takes what the event says and what is known of the person, and its name where nothing is left', async () => {
    await useTask({ title: '{ firstName } {plan}', notes: '{reason}' })
    await send(
      person(1),
      event({ properties: { plan: 'Pro {email}', reason: 'price' } }),
      event({
        userId: 'u-2',
        context: { traits: { email: 'bob@acme.example' } },
        properties: { plan: { seats: 5 } },
      }),
    )
    await drain()
    const made = await tasks()
    expect(made.map(({ title, description }) => [title, description]).sort()).toEqual([
      ['P1 Pro {email}', 'price'],
      ['Quote Requested', undefined],
    ])
  })

  it('waits until the person says who they are', async () => {
    const visitor = { userId: undefined, anonymousId: 'a-1' }
    await send(event(visitor))
    await pass(HOUR)
    expect(await tasks()).toEqual([])
    await send({ ...person(1), anonymousId: 'a-1' })
    await drain()
    expect((await tasks()).map(({ title }) => title)).toEqual(['Call person1@acme.example'])
  })

  it('is there once when its answer is lost, and when the batch is sent again', async () => {
    await setFaults({
      rules: [
        { match: { method: 'POST', path: '/tasks' }, kind: 'close', applied: true, times: 1 },
      ],
    })
    const batch = [{ ...person(1), messageId: 'm-1' }, event({ messageId: 'm-2' })]
    await send(...batch)
    await send(...batch)
    await pass(HOUR)
    expect(await tasks()).toHaveLength(1)
  })

  it('is made twice by two events that look the same', async () => {
    await send(person(1), event(), event())
    await pass(HOUR)
    expect(await tasks()).toHaveLength(2)
  })

  it('is a dead letter when Freshsales refuses it, and is sent again from there', async () => {
    await setFaults({ rules: [refusal('Title is odd', { path: '/tasks' })] })
    await send(person(1), event())
    await drain()
    const { letters } = await operator.deadLetters()
    expect(letters.map(({ purpose, reason }) => [purpose, reason])).toEqual([
      ['task', 'Title is odd'],
    ])
    await setFaults({ rules: [] })
    await operator.replay({ all: true })
    await drain()
    expect(await tasks()).toHaveLength(1)
  })

  it('is seen at the console while it waits', async () => {
    await setFaults({ rules: [{ match: { path: '/tasks' }, answer: { status: 503 } }] })
    await send(person(1), event())
    await drain()
    const [waiting] = (await operator.waiting()).subjects
    expect(waiting?.waiting).toContainEqual({ what: 'task', detail: 'Call person1@acme.example' })
  })
})
