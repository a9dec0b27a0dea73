import { runStory } from './run.ts'
import { writeStory } from './story.ts'

/** Stories, by their seeds. */
export interface Range {
  first: number
  stories: number
  /** Of so many of them, from the first one on, every crash point is tried. */
  pointsOf: number
  /** Things that happen in one at most. */
  longest?: number | undefined
}

export interface Outcome {
  stories: number
  points: number
  failures: Failure[]
}

export interface Failure {
  seed: number
  /** The point at which the process died in it, if it did. */
  crashAt?: number
  faults: string[]
}

/** Plays all of them, whatever fails; of the points of a story none after the first that fails. */
export async function play({ first, stories, pointsOf, longest }: Range): Promise<Outcome> {
  const outcome: Outcome = { stories, points: 0, failures: [] }
  for (let seed = first; seed < first + stories; seed++) {
    const story = writeStory(seed, longest)
    const { faults, points } = await runStory(story)
    if (faults.length > 0) outcome.failures.push({ seed, faults })
    else if (seed < first + pointsOf) {
      const failure = await tryPoints(story, points)
      outcome.points += failure?.crashAt ?? points
      if (failure) outcome.failures.push(failure)
    }
  }
  return outcome
}

async function tryPoints(
  story: ReturnType<typeof writeStory>,
  points: number,
): Promise<Failure | undefined> {
  for (let crashAt = 1; crashAt <= points; crashAt++) {
    const { faults } = await runStory(story, { crashAt })
    if (faults.length > 0) return { seed: story.seed, crashAt, faults }
  }
  return undefined
}
