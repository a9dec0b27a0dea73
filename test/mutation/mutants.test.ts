import { appendFileSync, globSync, writeFileSync } from 'node:fs'
import { inject, test, vi } from '../../node_modules/vitest/dist/index.js'
import { type Collected, collect } from './collector.ts'
import type { Mutant } from './instrument.ts'

declare module 'vitest' {
  interface ProvidedContext {
    mutants: Mutant[]
    tests: string
  }
}

/** What the instrumented code asks. */
interface Switch {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  mutantCoverage: { static: Hits; perTest: { [test: string]: Hits } }
  hitCount?: number | undefined
  hitLimit?: number | undefined
}
type Hits = { [mutant: string]: number }

type Outcome = 'killed' | 'survived' | 'uncovered' | 'static' | 'skipped'

const RESULT = process.env['RESULT'] ?? 'coverage/mutants.json'
const EVERY = Number(process.env['EVERY'] ?? 1)
const SKIP = new Set((process.env['SKIP'] ?? '').split(','))

/** A mutant that makes a loop endless is stopped after so many times as often as without it. */
const LOOPS = 100
const LONGEST_MS = 30_000

const KEEN = 30

const later = globalThis.setTimeout
const clear = globalThis.clearTimeout
const clock = performance.now.bind(performance)

const ns: Switch = { mutantCoverage: { static: {}, perTest: {} } }
Object.assign(globalThis, { __stryker__: ns })

async function fails(one: Collected, longestMs = LONGEST_MS): Promise<string | undefined> {
  let timer: ReturnType<typeof later> | undefined
  const tooLong = new Promise<string>((resolve) => {
    timer = later(() => resolve('it took too long'), longestMs)
  })
  const ran = one.run().then(
    () => undefined,
    (error) => String(error),
  )
  const result = await Promise.race([ran, tooLong])
  clear(timer)
  return result
}

const times = new Map<Collected, number>()

test('mutants', async () => {
  for (const name of ['log', 'error', 'warn'] as const)
    vi.spyOn(console, name).mockImplementation(() => undefined)
  const tests: Collected[] = []
  for (const pattern of inject('tests').split(','))
    for (const file of globSync(pattern).sort()) {
      const { done } = collect(file)
      await import(/* @vite-ignore */ `../../${file}`)
      tests.push(...done())
    }
  const statics = new Set(Object.keys(ns.mutantCoverage.static))
  const ids = new Map<Collected, string>()
  for (const [index, each] of tests.entries()) {
    ids.set(each, `t${index}`)
    ns.currentTestId = `t${index}`
    const begun = clock()
    const fault = await fails(each, 10 * LONGEST_MS)
    if (fault) throw new Error(`fails without any mutant: ${each.name}: ${fault}`)
    times.set(each, clock() - begun)
  }
  ns.currentTestId = undefined
  const byMutant = new Map<string, Collected[]>()
  const hits = new Map<string, number>()
  for (const each of tests.toSorted(
    (one, other) => (times.get(one) ?? 0) - (times.get(other) ?? 0),
  ))
    for (const [id, count] of Object.entries(
      ns.mutantCoverage.perTest[ids.get(each) ?? ''] ?? {},
    )) {
      byMutant.set(id, [...(byMutant.get(id) ?? []), each])
      hits.set(id, Math.max(hits.get(id) ?? 0, count))
    }
  const results: (Mutant & { outcome: Outcome; by?: string; tests: number })[] = []
  writeFileSync(
    `${RESULT}.log`,
    `${tests.length} tests in ${[...times.values()].reduce((sum, ms) => sum + ms, 0)} ms\n`,
  )
  /** Who noticed the last ones most likely notices the next. */
  let keen: string[] = []
  for (const [index, mutant] of inject('mutants').entries()) {
    if (index % EVERY !== 0) continue
    const covering = (byMutant.get(mutant.id) ?? []).toSorted(
      (one, other) => keen.indexOf(other.name) - keen.indexOf(one.name),
    )
    const outcome = SKIP.has(mutant.id)
      ? ({ outcome: 'skipped' } as const)
      : await meet(mutant, covering, {
          isStatic: statics.has(mutant.id),
          hits: hits.get(mutant.id) ?? 0,
        })
    const by = 'by' in outcome ? outcome.by : undefined
    if (by) keen = [...keen.filter((each) => each !== by), by].slice(-KEEN)
    results.push({ ...mutant, ...outcome, tests: covering.length })
    appendFileSync(`${RESULT}.log`, `${mutant.id} ${outcome.outcome}\n`)
    if (index % 500 === 0) writeFileSync(RESULT, JSON.stringify(results))
  }
  writeFileSync(RESULT, JSON.stringify(results))
  // What a mutant may have left behind would make the others look killed.
  for (const each of tests) {
    const fault = await fails(each)
    if (fault) throw new Error(`fails after the mutants: ${each.name}: ${fault}`)
  }
})

async function meet(
  { id }: Mutant,
  covering: readonly Collected[],
  { isStatic, hits }: { isStatic: boolean; hits: number },
): Promise<{ outcome: Outcome; by?: string }> {
  if (covering.length === 0) return { outcome: isStatic ? 'static' : 'uncovered' }
  appendFileSync(`${RESULT}.log`, `${id} …`)
  ns.activeMutant = id
  ns.hitLimit = hits * LOOPS
  try {
    for (const each of covering) {
      ns.hitCount = 0
      if (await fails(each, LONGEST_MS + 10 * (times.get(each) ?? 0)))
        return { outcome: 'killed', by: each.name }
    }
    return { outcome: 'survived' }
  } finally {
    ns.activeMutant = undefined
    ns.hitCount = undefined
    vi.useRealTimers()
  }
}
