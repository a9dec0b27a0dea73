import { setTimeout as sleep } from 'node:timers/promises'
import { emailOf } from '../../shop/people.ts'
import { type Bench, median } from './bench.ts'
import { post, postAll } from './load.ts'
import { callsOf, endpoint, startBoth, untilIdle } from './pair.ts'

const ROUNDS = 5

/** Milliseconds from a form's submit until Freshsales has the call. */
export async function measureSubmit(bench: Bench): Promise<number> {
  const { crm, edge } = await startBoth(bench, 'edge')
  const times: number[] = []
  for (let number = 0; number < 21; number++) {
    const startedAt = Date.now()
    await post(endpoint(edge), signUp(`submit-${number}`, emailOf(number)))
    while ((await callsOf(crm)) <= number) await sleep(5)
    const { calls } = (await (await fetch(`${crm.url}/simulator/calls?limit=1`)).json()) as {
      calls: { at: string }[]
    }
    times.push(Date.parse(calls[0]?.at ?? '') - startedAt)
  }
  await Promise.all([crm.kill(), edge.kill()])
  return median(times)
}

/** Milliseconds from a cold start to the first acknowledged request, with nobody and with many people stored. */
export async function measureWakeUp(
  bench: Bench,
  people: number,
): Promise<{ empty: number; full: number }> {
  const full = bench.directory()
  const crm = await bench.start('crm')
  const variables = { FRESHSALES_DOMAIN: crm.url, DRY_RUN: '1' }
  const edge = await bench.start('edge', { directory: full, variables })
  const size = 500
  const bodies = Array.from({ length: people / size }, (_, first) =>
    manySignUps(first * size, size),
  )
  await postAll(endpoint(edge), bodies, 2)
  await untilIdle(edge)
  await edge.kill()
  const times = { empty: [] as number[], full: [] as number[] }
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, directory] of [
      ['empty', bench.directory()],
      ['full', full],
    ] as const) {
      const woken = await bench.start('edge', { directory, variables })
      const startedAt = performance.now()
      await post(endpoint(woken), signUp(`wake-${name}-${round}`, `wake${round}@shop.example`))
      times[name].push(performance.now() - startedAt)
      await woken.kill()
    }
  await crm.kill()
  return { empty: median(times.empty), full: median(times.full) }
}

const identify = (messageId: string, email: string) => ({
  type: 'identify',
  messageId,
  userId: messageId,
  traits: { email, firstName: 'Ann', lastName: 'Lee', city: 'Rome', jobTitle: 'CTO' },
})

const signUp = (messageId: string, email: string) =>
  JSON.stringify({ batch: [identify(messageId, email)], writeKey: 'server-key' })

function manySignUps(first: number, count: number): string {
  const batch = Array.from({ length: count }, (_, index) =>
    identify(`many-${first + index}`, emailOf(first + index)),
  )
  return JSON.stringify({ batch, writeKey: 'server-key' })
}
