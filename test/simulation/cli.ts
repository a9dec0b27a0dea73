import { costOfInvariants } from './cost.ts'
import type { Failure } from './play.ts'
import { playInJobs } from './playInJobs.ts'
import { runStory } from './run.ts'
import { shrink } from './shrink.ts'
import { writeStory } from './story.ts'

export interface Wish {
  /** Replays one story, told line by line. */
  seed?: string | undefined
  /** The point at which the process dies in it. */
  crash?: string | undefined
  /** How many stories. */
  stories?: string | undefined
  /** Or for how long. */
  minutes?: string | undefined
  /** Of how many of them every crash point is tried. */
  points?: string | undefined
  /** Things that happen in a story at most. */
  longest?: string | undefined
  /** In how many threads. */
  jobs?: string | undefined
  /** Says what the invariants cost. */
  cost?: boolean | undefined
}

const STORIES = 2_000
const EVERY_POINT_OF = 20

/** Of failures that are told one by one. */
const MOST_TOLD = 10

const print = (line: string) => process.stdout.write(`${line}\n`)

/** Plays stories, and says how it went; returns the exit code. */
export async function simulate(wish: Wish): Promise<number> {
  if (wish.cost) return cost(wish)
  if (wish.seed !== undefined && !wish.stories && !wish.minutes) return replay(wish)
  const first = Number(wish.seed ?? Date.now() % 1_000_000_000)
  const stories = wish.minutes ? Number.POSITIVE_INFINITY : Number(wish.stories ?? STORIES)
  const pointsOf = wish.minutes ? stories : Number(wish.points ?? EVERY_POINT_OF)
  const until = performance.now() + Number(wish.minutes) * 60_000
  const longest = numberOf(wish.longest)
  const played = await playInJobs(
    { first, stories, pointsOf, longest },
    { jobs: numberOf(wish.jobs), isOver: () => performance.now() >= until },
  )
  for (const failure of played.failures.slice(0, MOST_TOLD)) report(failure, wish)
  const [worst] = played.failures
  if (worst) await tellShortest(worst, longest)
  const result = worst ? `${played.failures.length} FAILED` : '0 lost, 0 doubled'
  const last = first + played.stories - 1
  print(
    `${played.stories} stories, seeds ${first} to ${last}, and ${played.points} crash points: ${result}`,
  )
  return worst ? 1 : 0
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text))

async function cost({ seed = '1', stories = '300' }: Wish): Promise<number> {
  const percent = await costOfInvariants(Number(seed), Number(stories))
  print(
    `invariants: ${percent.toFixed(2)} % of the outbox's CPU in ${stories} stories from ${seed}`,
  )
  return percent > MOST_PERCENT ? 1 : 0
}

const MOST_PERCENT = 2

async function replay({ seed, crash, longest }: Wish): Promise<number> {
  const options = crash === undefined ? {} : { crashAt: Number(crash) }
  const story = writeStory(Number(seed), numberOf(longest))
  const run = await runStory(story, { ...options, tell: print })
  for (const fault of run.faults) print(`✗ ${fault}`)
  print(`seed ${seed}: ${run.points} points, ${run.calls} calls, ${run.faults.length} faults`)
  return run.faults.length > 0 ? 1 : 0
}

function report({ seed, crashAt, faults }: Failure, { longest }: Wish): void {
  for (const fault of faults) print(`✗ ${fault}`)
  const length = longest === undefined ? '' : ` --longest ${longest}`
  const at = crashAt === undefined ? '' : ` --crash ${crashAt}`
  print(`✗ replay it with: npm run simulate -- --seed ${seed}${length}${at}`)
}

async function tellShortest(failure: Failure, longest: number | undefined): Promise<void> {
  const story = writeStory(failure.seed, longest)
  const short = await shrink(story, failure)
  print(`the shortest story that fails (${short.steps.length} of ${story.steps.length} steps):`)
  for (const step of short.steps) print(`  ${JSON.stringify(step)}`)
  print(`  calls: ${short.calls.join(', ') || 'all answered'}`)
}
