import { type Run, type RunOptions, runStory } from './run.ts'
import type { Story } from './story.ts'

/** The shortest story found that still fails, by leaving out ever smaller parts of it. */
export async function shrink(story: Story, options: RunOptions = {}): Promise<Story> {
  let shortest = story
  for (let size = Math.ceil(story.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < shortest.steps.length; ) {
      const steps = shortest.steps.filter((_, index) => index < from || index >= from + size)
      const shorter = { ...shortest, steps }
      if (await fails(shorter, options)) shortest = shorter
      else from += size
    }
    for (let length = 0; length < shortest.calls.length; length++) {
      const shorter = { ...shortest, calls: shortest.calls.slice(0, length) }
      if (await fails(shorter, options)) shortest = shorter
    }
  }
  return shortest
}

/** A crash is at another point once something is left out: it is looked for anew. */
async function fails(story: Story, { crashAt }: RunOptions): Promise<boolean> {
  if (crashAt === undefined) return isBad(await runStory(story))
  const { points } = await runStory(story)
  for (let point = 1; point <= points; point++)
    if (isBad(await runStory(story, { crashAt: point }))) return true
  return false
}

const isBad = ({ faults }: Run) => faults.length > 0
