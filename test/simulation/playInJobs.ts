import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Outcome, Range } from './play.ts'

/** Handed out at a time, so that all are busy until the end. */
const STORIES_AT_A_TIME = 50

/** Most of what a story makes is of no use a moment later. */
const resourceLimits = { maxYoungGenerationSizeMb: 64 }

interface Jobs {
  /** As many as there are cores, unless said otherwise. */
  jobs?: number | undefined
  /** No more is begun then. */
  isOver?: () => boolean
}

/** Plays a range in so many threads. */
export async function playInJobs(
  range: Range,
  { jobs = availableParallelism(), isOver = () => false }: Jobs = {},
): Promise<Outcome> {
  const outcome: Outcome = { stories: 0, points: 0, failures: [] }
  let begun = 0
  function next(): Range | undefined {
    if (begun >= range.stories || isOver()) return undefined
    const pointsLeft = Math.max(0, range.pointsOf - begun)
    const stories = pointsLeft > 0 ? 1 : Math.min(STORIES_AT_A_TIME, range.stories - begun)
    const part = { ...range, first: range.first + begun, stories, pointsOf: pointsLeft }
    begun += stories
    return part
  }
  await Promise.all(Array.from({ length: jobs }, () => work(next, (part) => add(outcome, part))))
  outcome.failures.sort((one, other) => one.seed - other.seed)
  return outcome
}

function add(outcome: Outcome, { stories, points, failures }: Outcome): void {
  outcome.stories += stories
  outcome.points += points
  outcome.failures.push(...failures)
}

/** One thread, until there is nothing left to do. */
async function work(
  next: () => Range | undefined,
  onPlayed: (outcome: Outcome) => void,
): Promise<void> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { execArgv: [], resourceLimits })
  try {
    for (let part = next(); part; part = next()) {
      worker.postMessage(part)
      const [played] = await once(worker, 'message')
      onPlayed(played)
    }
  } finally {
    await worker.terminate()
  }
}
