import { costOfInvariants } from './cost.ts'
import { type RunOptions, runStory } from './run.ts'
import { shrink } from './shrink.ts'
import { type Story, writeStory } from './story.ts'

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
  /** Says what the invariants cost. */
  cost?: boolean | undefined
}

const STORIES = 2_000
const EVERY_POINT_OF = 20

const print = (line: string) => process.stdout.write(`${line}\n`)

/** Plays stories, and says how it went; returns the exit code. */
export async function simulate(wish: Wish): Promise<number> {
  if (wish.cost) return cost(wish)
  if (wish.seed !== undefined && !wish.stories && !wish.minutes) return replay(wish)
  const first = Number(wish.seed ?? Date.now() % 1_000_000_000)
  const until = wish.minutes ? performance.now() + Number(wish.minutes) * 60_000 : undefined
  const stories = until ? Number.POSITIVE_INFINITY : Number(wish.stories ?? STORIES)
  const everyPointOf = until ? stories : Number(wish.points ?? EVERY_POINT_OF)
  print(`stories from seed ${first}`)
  let points = 0
  let count = 0
  for (; count < stories && (until === undefined || performance.now() < until); count++) {
    const story = writeStory(first + count)
    const run = await runStory(story)
    if (run.faults.length > 0) return report(story, {}, run.faults)
    if (count >= everyPointOf) continue
    for (let crashAt = 1; crashAt <= run.points; crashAt++) {
      const { faults } = await runStory(story, { crashAt })
      if (faults.length > 0) return report(story, { crashAt }, faults)
    }
    points += run.points
  }
  print(`${count} stories and ${points} crash points from seed ${first}: 0 lost, 0 doubled`)
  return 0
}

async function cost({ seed = '1', stories = '300' }: Wish): Promise<number> {
  const percent = await costOfInvariants(Number(seed), Number(stories))
  print(
    `invariants: ${percent.toFixed(2)} % of the outbox's CPU in ${stories} stories from ${seed}`,
  )
  return percent > MOST_PERCENT ? 1 : 0
}

const MOST_PERCENT = 2

async function replay({ seed, crash }: Wish): Promise<number> {
  const options = crash === undefined ? {} : { crashAt: Number(crash) }
  const run = await runStory(writeStory(Number(seed)), { ...options, tell: print })
  for (const fault of run.faults) print(`✗ ${fault}`)
  print(`seed ${seed}: ${run.points} points, ${run.calls} calls, ${run.faults.length} faults`)
  return run.faults.length > 0 ? 1 : 0
}

async function report(story: Story, options: RunOptions, faults: string[]): Promise<number> {
  for (const fault of faults) print(`✗ ${fault}`)
  const at = options.crashAt === undefined ? '' : ` --crash ${options.crashAt}`
  print(`✗ replay it with: npm run simulate -- --seed ${story.seed}${at}`)
  const short = await shrink(story, options)
  print(`the shortest story that fails (${short.steps.length} of ${story.steps.length} steps):`)
  for (const step of short.steps) print(`  ${JSON.stringify(step)}`)
  print(`  calls: ${short.calls.join(', ') || 'all answered'}`)
  return 1
}
