import { describe, expect, it, vi } from 'vitest'
import { isFull } from '../shop/effort.ts'
import { checkBlackBox } from './blackBox.ts'
import type { Posted } from './browser.ts'
import { findFaults, findOverspending } from './check.ts'
import type { Deed } from './kind.ts'
import { playInJobs } from './playInJobs.ts'
import { runStory } from './run.ts'
import { writeStory } from './story.ts'

/** The log of deliveries says nothing here. */
for (const name of ['log', 'error', 'warn'] as const)
  vi.spyOn(console, name).mockImplementation(() => undefined)

const SEED = 20_260_101
const STORIES = isFull ? 10_000 : 600
/** Of these every crash point is tried. */
const CRASHED_STORIES = isFull ? 250 : 2
/** Short ones: what matters is how many different ones there are. */
const CRASHED_LENGTH = 3
const LONG_MS = 3_600_000

describe('a story', () => {
  it(
    'ends with everything in the CRM that was acknowledged, once and in order',
    async ({ task }) => {
      const played = await playInJobs({ first: SEED, stories: STORIES, pointsOf: 0 })
      expect(played).toEqual({ stories: STORIES, points: 0, failures: [] })
      Object.assign(task.meta, { figure: `${STORIES} stories from seed ${SEED}: 0 failures` })
    },
    LONG_MS,
  )

  it(
    'ends so whatever write or call the process dies at',
    async ({ task }) => {
      const { points, failures } = await playInJobs({
        first: SEED,
        stories: CRASHED_STORIES,
        pointsOf: CRASHED_STORIES,
        longest: CRASHED_LENGTH,
      })
      expect(failures, `replay with --longest ${CRASHED_LENGTH}`).toEqual([])
      expect(points).toBeGreaterThan(isFull ? 20_000 : 100)
      Object.assign(task.meta, {
        figure: `${points} crash points in ${CRASHED_STORIES} stories from seed ${SEED}: 0 lost, 0 doubled`,
      })
    },
    LONG_MS,
  )

  it('is told again in the same words by its seed', async () => {
    const [once, again] = [[], []] as string[][]
    await runStory(writeStory(SEED), { tell: (line) => once?.push(line) })
    await runStory(writeStory(SEED), { tell: (line) => again?.push(line) })
    expect(once).toEqual(again)
    expect(once?.length).toBeGreaterThan(writeStory(SEED).steps.length)
  })
})

describe('the black box', () => {
  const email = 'ann@acme.example'
  const ids = { anonymousId: 'a' }
  const signUp = { type: 'identify', ...ids, messageId: '1', timestamp: '2026-01-10T09:00:00Z' }
  const sent = [
    { ...signUp, traits: { email, city: 'Oslo' } },
    { ...signUp, messageId: '2', timestamp: '2026-01-10T09:01:00Z', traits: { city: 'Rome' } },
    { type: 'page', ...ids, messageId: '3' },
    { type: 'page', ...ids, messageId: '3' },
    { type: 'track', event: 'Called', ...ids, messageId: '4' },
  ].map((event) => ({ event, isAcknowledged: true }))
  const ann = { id: 1, email, city: 'Rome' }
  const note = { targetable_id: 1, description: 'Visited the site\n• /pricing' }
  const crm = { contacts: [ann], notes: [note], sales_activities: [] }

  it.each<[string, Parameters<typeof checkBlackBox>[1], string[]]>([
    ['nothing', crm, []],
    ['a lost lead', { ...crm, contacts: [] }, [`${email} is lost`]],
    ['a second contact', { ...crm, contacts: [ann, ann] }, [`${email} is there 2 times`]],
    [
      'an older value',
      { ...crm, contacts: [{ ...ann, city: 'Oslo' }] },
      [`${email}: city is Oslo instead of Rome`],
    ],
    ['a lost line', { ...crm, notes: [] }, [`${email}: 1 of 1 page views and events are lost`]],
    [
      'a doubled line',
      { ...crm, notes: [note, note] },
      [`${email}: 1 page views and events are doubled`],
    ],
    [
      'somebody made up',
      { ...crm, contacts: [ann, { id: 2, email: 'bob@acme.example' }] },
      ['nobody ever said bob@acme.example'],
    ],
  ])('sees %s', (_, records, faults) => {
    const untold = ({ event }: { event?: unknown }) => event === 'Called'
    const options = { fields: { city: 'city' }, untold, isExempt: () => false }
    expect(checkBlackBox(sent, records, options)).toEqual(faults)
  })
})

describe('the checker', () => {
  const blank = {
    fields: {},
    tags: [],
    companies: [],
    deals: [],
    activities: [],
    tasks: [],
    told: 0,
  }
  const email = 'person0@acme.example'
  const introduction: Deed = {
    kind: 'identify',
    who: 0,
    event: { type: 'identify' },
    claims: [{ is: 'contact' }, { is: 'field', name: 'city', value: 'Rome' }],
  }
  const posted = (deed: Deed, rest: Partial<Posted> = {}): Posted => ({
    deed,
    messageId: 'm',
    timestamp: 1,
    firstSentAt: 1,
    acknowledgedAt: 2,
    ...rest,
  })
  const unanswered = (deed: Deed): Posted => {
    const { acknowledgedAt: _, ...rest } = posted(deed)
    return rest
  }
  const crm = (contact: Partial<typeof blank> & { fields?: object }) => ({
    contacts: { [email]: { ...blank, ...contact } as typeof blank },
  })
  const there = crm({ fields: { city: 'Rome' } })
  const played: Deed = { ...introduction, claims: [{ is: 'told' }] }

  it.each<[string, Posted[], Parameters<typeof findFaults>[1], string[]]>([
    ['a lead that is lost', [posted(introduction)], { contacts: {} }, [`${email} is lost`]],
    ['a value that is lost', [posted(introduction)], crm({}), [`${email}: field city is lost`]],
    [
      'a line that is lost',
      [posted(introduction), posted(played)],
      there,
      [`${email}: 1 lines of the timeline are lost`],
    ],
    [
      'a line that is doubled',
      [posted(introduction), posted(played)],
      crm({ fields: { city: 'Rome' }, told: 2 }),
      [`${email}: 1 lines of the timeline are doubled`],
    ],
    [
      'an older value',
      [
        posted(introduction),
        posted(
          { ...introduction, claims: [{ is: 'field', name: 'city', value: 'Oslo' }] },
          { timestamp: 2 },
        ),
      ],
      there,
      [`${email}: field city is Rome instead of Oslo`],
    ],
    ['what may have arrived', [posted(introduction), unanswered(played)], there, []],
    ['nothing', [posted(introduction)], there, []],
  ])('sees %s', (_, events, state, faults) => {
    expect(findFaults(events, state)).toEqual(faults)
  })

  it('sees a form that was withdrawn and is there all the same', () => {
    const form = { name: 'f' }
    const word: Deed = { ...introduction, claims: [], form: { ...form, says: 'withdraws' } }
    expect(findFaults([posted({ ...introduction, form }), posted(word)], there)).toEqual([
      `${email} is in the CRM, and should not be`,
    ])
  })

  it('sees more calls than were allowed', () => {
    const windows = [{ milliseconds: 1_000, calls: 2 }]
    expect(findOverspending([0, 500, 1_000], windows)).toEqual([])
    expect(findOverspending([0, 500, 999], windows)).toHaveLength(1)
  })
})
