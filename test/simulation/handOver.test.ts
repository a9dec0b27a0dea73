import { expect, it, vi } from 'vitest'
import { isFull } from '../shop/effort.ts'
import type { Deed } from './kind.ts'
import { identify } from './kinds/identify.ts'
import { createLuck } from './luck.ts'
import { runStory } from './run.ts'
import { PEOPLE, type Step, type Story, writeStory } from './story.ts'

for (const name of ['log', 'error', 'warn'] as const)
  vi.spyOn(console, name).mockImplementation(() => undefined)

/** Of all crash points one in so many: `npm run test:faults` tries all. */
const STRIDE = isFull ? 1 : 7

const [stranger] = PEOPLE.filter(({ writeKey }) => writeKey === 'page')
if (!stranger) throw new Error('nobody is known to their page only')

const visit = (mark: string): Deed => ({
  kind: 'visit',
  who: stranger.number,
  event: { type: 'track', event: 'Played', properties: { mark }, ...stranger.allIds },
  claims: [{ is: 'told' }],
})
const does = (deed: Deed, fate: 'answered' | 'unanswered' = 'answered'): Step[] => [
  { do: 'deed', tab: 0, deed },
  { do: 'post', tab: 0, fate },
]
const introductions = () => identify.write(createLuck(7), stranger, 0)

/** A stranger who is heard twice, introduces themselves, and is heard again. */
const STORY: Story = {
  ...writeStory(1),
  steps: [
    ...does(visit('one'), 'unanswered'),
    ...does(visit('two')),
    { do: 'wait', milliseconds: 1_900_000 },
    ...does(visit('three')),
    ...introductions().flatMap((deed) => does(deed)),
    ...does(visit('four')),
    { do: 'wait', milliseconds: 3_000 },
    ...does(visit('five')),
  ],
  calls: [],
}

it('a hand-over ends with everything in the CRM once, whatever write or call of it the process dies at', async ({
  task,
}) => {
  const { faults, points } = await runStory(STORY)
  expect(faults).toEqual([])
  const lines: string[] = []
  for (let crashAt = 1; crashAt <= points; crashAt += STRIDE) {
    const run = await runStory(STORY, { crashAt, tell: (line) => lines.push(line) })
    expect(run.faults, `--crash ${crashAt}`).toEqual([])
  }
  const died = lines.join('\n')
  if (isFull)
    for (const what of ['append of visits', 'pull', 'acknowledge'])
      for (const moment of ['before', 'after']) expect(died).toContain(`died ${moment} ${what}`)
  Object.assign(task.meta, { figure: `${points} crash points of a hand-over: 0 lost, 0 doubled` })
}, 600_000)
