import { type Profiler, Session } from 'node:inspector/promises'
import { runStory } from './run.ts'
import { writeStory } from './story.ts'

/** What the invariants take of the CPU that the edge spends on so many stories, in percent; the test's own share is left out. */
export async function costOfInvariants(first: number, stories: number): Promise<number> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLED_EACH_MICROSECONDS })
  await session.post('Profiler.start')
  for (let seed = first; seed < first + stories; seed++) await runStory(writeStory(seed))
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  const edge = timeUnder(profile, /\/src\/edge\/outbox\//)
  return (100 * timeUnder(profile, /\/engine\/invariants\.ts$/)) / edge
}

const SAMPLED_EACH_MICROSECONDS = 200

/** Of all samples with a function of such a file anywhere on the stack. */
function timeUnder({ nodes, samples = [] }: Profiler.Profile, file: RegExp): number {
  const parents = new Map<number, number>()
  for (const { id, children = [] } of nodes) for (const child of children) parents.set(child, id)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const known = new Map<number, boolean>()
  const isUnder = (id: number | undefined): boolean => {
    if (id === undefined) return false
    const is =
      known.get(id) ?? (file.test(byId.get(id)?.callFrame.url ?? '') || isUnder(parents.get(id)))
    known.set(id, is)
    return is
  }
  return samples.filter(isUnder).length
}
