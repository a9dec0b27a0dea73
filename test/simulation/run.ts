import { HOURLY_CALLS, MINUTE_CALLS } from './accounts.ts'
import { ACTS, releaseAll } from './acts.ts'
import { checkBlackBox } from './blackBox.ts'
import { createBrowsers } from './browser.ts'
import { findFaults, findOverspending, OLD } from './check.ts'
import type { Deed } from './kind.ts'
import { createPoints } from './points.ts'
import { stateOf } from './state.ts'
import { PEOPLE, type Step, type Story } from './story.ts'
import { createWorld, type World } from './world.ts'

export interface Run {
  /** What is wrong in the end; empty when all promises were kept. */
  faults: string[]
  /** How many points the process could have died at. */
  points: number
  /** Calls that Freshsales got. */
  calls: number
}

export interface RunOptions {
  /** The number of the point at which the process dies. */
  crashAt?: number
  /** Hears the story, one line a step. */
  tell?: (line: string) => void
}

const WINDOWS = [
  { milliseconds: 3_600_000, calls: HOURLY_CALLS },
  { milliseconds: 60_000, calls: MINUTE_CALLS },
]

/** A file of before knows nothing of the calls made since: they are made once more. */
const REPEATED = /doubled|more than/

/** Nothing of what is done in a story takes longer. */
const REST_MS = 24 * 3_600_000
/** A monitor looks at /health so late; it also notices an alarm that never came. */
const MONITOR_MS = 6 * 3_600_000

/** Plays a story to its end, and holds what then stands in the CRM against what went in. */
export async function runStory(story: Story, options: RunOptions = {}): Promise<Run> {
  const points = createPoints(options.crashAt)
  let at = () => 0
  const tell = (line: string) => options.tell?.(`${(at() / 1_000).toFixed(3)} s  ${line}`)
  const world = createWorld(story, { points, tell })
  const startedAt = world.now()
  at = () => world.now() - startedAt
  try {
    const browsers = createBrowsers(world)
    for (const step of story.steps) {
      tell(describe(step))
      await play(step, { world, browsers })
    }
    const tooEarly = findHeld(world, browsers)
    await finish(world, browsers)
    const arrivals = world.crm.arrivals()
    const faults = [
      ...tooEarly,
      ...findFaults(browsers.posted(), stateOf(world.crm.records()), {
        ...world.account,
        forgotten: browsers.forgotten(),
        deletedAt: browsers.deletedAt(),
        slackMs: world.setBackMs(),
      }),
      ...seenFromOutside(world, browsers),
      ...findOverspending(arrivals, WINDOWS),
      ...lostOfOtherVersions(world, browsers),
      ...world.disk.rows('dead_letter').map(({ reason }) => `a dead letter: ${reason}`),
    ].filter((fault) => !world.isRestored() || !REPEATED.test(fault))
    return { faults, points: points.count(), calls: arrivals.length }
  } catch (error) {
    return { faults: [`the run broke off: ${error}`], points: points.count(), calls: 0 }
  } finally {
    world.close()
  }
}

type Browsers = ReturnType<typeof createBrowsers>

/** Everybody comes through, nobody holds anything back, and a monitor looks at /health once. */
async function finish(world: World, browsers: Browsers): Promise<void> {
  world.crm.allow()
  await world.request('/health')
  await browsers.finish()
  // Twice: the process may die while it is asked.
  for (let times = 0; times < 2; times++) {
    await world.operate('resume', {})
  }
  await rest(world)
  if (await releaseAll(world, browsers)) await rest(world)
  world.crm.recover()
  // What was refused is put right by now, and the operator sends it again.
  for (let times = 0; world.disk.rows('dead_letter').length > 0 && times < 5; times++) {
    await world.operate('replay', { all: true })
    await rest(world)
  }
}

async function rest(world: World): Promise<void> {
  await world.pass(MONITOR_MS)
  await world.request('/health')
  await world.pass(REST_MS - MONITOR_MS)
}

/** Who is held back for review is in the CRM only once the operator has let them through. */
function findHeld(world: World, browsers: Browsers): string[] {
  if (browsers.isReleased()) return []
  const { contacts, leads } = world.crm.records()
  return [...contacts, ...leads]
    .filter(({ email }) => email.endsWith('@mailinator.com'))
    .map(({ email }) => `${email} is in the CRM before anybody let them through`)
}

/** What somebody who knows neither the outbox nor the stories says of it. */
function seenFromOutside(world: World, browsers: Browsers): string[] {
  if (world.account.name === 'tracking') return []
  const exempt = new Set([...browsers.forgotten(), ...browsers.deletedAt().keys()])
  const sent = browsers
    .posted()
    .filter(({ firstSentAt }) => firstSentAt !== undefined)
    .map(({ deed, messageId, timestamp, acknowledgedAt }) => ({
      event: { ...deed.event, messageId, timestamp: new Date(timestamp).toISOString() },
      isAcknowledged: acknowledgedAt !== undefined && !isHeldForm(deed),
    }))
  return checkBlackBox(sent, world.crm.records(), {
    fields: { city: 'city', jobTitle: 'job_title' },
    slackMs: world.setBackMs(),
    untold: ({ event }) => UNTOLD.test(String(event)),
    isExempt: (email) =>
      email.endsWith(OLD) || PEOPLE.some((who) => who.email === email && exempt.has(who.number)),
  })
}

/** An activity, and the words of the next page about a form. */
const UNTOLD = /^(?:Called|Form Confirmed|Form Refused)$/

const isHeldForm = ({ form }: Deed) => form !== undefined && !form.says

function lostOfOtherVersions(world: World, browsers: Browsers): string[] {
  if (world.isRestored() || browsers.forgotten().size > 0) return []
  const there = new Set(Object.keys(stateOf(world.crm.records()).contacts))
  return [
    ...[...world.strangers()]
      .filter((email) => !there.has(email))
      .map((email) => `${email} is lost`),
    ...(world.disk.isPartLost() ? ['what a later version knew is lost'] : []),
  ]
}

async function play(step: Step, { world, browsers }: { world: World; browsers: Browsers }) {
  switch (step.do) {
    case 'deed':
      return browsers.does(step.tab, step.deed)
    case 'post':
      return browsers.post(step.tab, step.fate)
    case 'wait':
      return world.pass(step.milliseconds)
    case 'act':
      return ACTS[step.act]({ world, browsers }, step.amount)
  }
}

function describe(step: Step): string {
  switch (step.do) {
    case 'deed': {
      const { type, event, messageId: _, ...rest } = step.deed.event
      return `tab ${step.tab}: person ${step.deed.who} ${type} ${event ?? ''} ${JSON.stringify(rest)}`
    }
    case 'post':
      return `tab ${step.tab} posts: ${step.fate}`
    case 'wait':
      return `${step.milliseconds} ms pass`
    case 'act':
      return `${step.act} ${step.amount}`
  }
}
