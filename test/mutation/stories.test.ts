import { describe, expect, it, vi } from 'vitest'
import { runStory } from '../simulation/run.ts'
import { writeStory } from '../simulation/story.ts'

for (const name of ['log', 'error', 'warn'] as const)
  vi.spyOn(console, name).mockImplementation(() => undefined)

/** Few, each a test of its own: a mutant meets only those that come by it. */
const STORIES = 40
const SEED = 20_260_101

describe('a story', () => {
  const seeds = Array.from({ length: STORIES }, (_, number) => SEED + number)
  it.each(seeds)('ends with everything in the CRM: %i', async (seed) => {
    expect((await runStory(writeStory(seed))).faults).toEqual([])
  })
})
