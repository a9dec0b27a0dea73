import type { Browser } from 'playwright-core'
import { LIBRARIES } from '../libraries/all.ts'
import type { Library } from '../libraries/library.ts'
import { OURS, OURS_FOR_STRANGERS, OURS_WITH_FORMS } from '../libraries/ours.ts'
import { PLAUSIBLE } from '../libraries/plausible.ts'
import { median, quantile } from '../statistics.ts'
import type { ScriptTime } from './trace.ts'
import { measureVisit } from './visit.ts'

/** The same page without any library: what it costs by itself is taken off. */
const NOTHING: Library = { name: 'no library', file: OURS.file, head: '' }

const GOAL = [OURS_FOR_STRANGERS, PLAUSIBLE, NOTHING]
const OTHERS = [OURS, OURS_WITH_FORMS, ...LIBRARIES.filter((library) => !GOAL.includes(library))]

const ROUNDS = 11
/** Of these, the ones that the libraries outside of the goal take part in. */
const ROUNDS_OF_ALL = 4

export const HOW_MEASURED = `Script time at 4 × throttle (goal: ours ≤ 1.2 × Plausible): all of the main
thread's compiling, running, timers, events and microtasks (union of the trace's stretches) in the 2.3 s of
a visit, first page view included: kept, or sent and answered. A fresh browser context each, so all is cold: nothing cached,
nothing compiled before. Libraries take turns after one visit each that is not counted; the empty page's
median is taken off; × Plausible is the median of the rounds' ratios. "wall" is what the page waits, "CPU"
what the processor worked of it, which a busy machine disturbs less.`

export interface TimeRow {
  runs: number
  'wall ms, median': string
  'p25–p75': string
  min: string
  'CPU ms, median': string
  'CPU min': string
  '× Plausible': string
}

type Runs = Map<Library, ScriptTime[]>

export async function measureScriptTime(browser: Browser): Promise<Record<string, TimeRow>> {
  const runs: Runs = new Map()
  for (const library of [...GOAL, ...OTHERS]) await measureVisit(browser, library)
  for (let round = 0; round < ROUNDS; round++) {
    for (const library of round < ROUNDS_OF_ALL ? [...GOAL, ...OTHERS] : GOAL)
      runs.set(library, [...(runs.get(library) ?? []), await measureVisit(browser, library)])
  }
  return rowsOf(runs)
}

function rowsOf(runs: Runs): Record<string, TimeRow> {
  const net = (library: Library, kind: 'wall' | 'cpu'): number[] => {
    const floor = median((runs.get(NOTHING) ?? []).map((time) => time[kind]))
    return (runs.get(library) ?? []).map((time) => time[kind] - floor)
  }
  // Round by round: both of a round met the same machine.
  const timesPlausible = (library: Library, kind: 'wall' | 'cpu'): string => {
    const plausible = net(PLAUSIBLE, kind)
    return median(
      net(library, kind).map((ms, round) => ms / (plausible[round] ?? Number.NaN)),
    ).toFixed(2)
  }
  const rowOf = (library: Library): TimeRow => {
    const [wall, cpu] = [net(library, 'wall'), net(library, 'cpu')]
    return {
      runs: wall.length,
      'wall ms, median': median(wall).toFixed(1),
      'p25–p75': `${quantile(wall, 0.25).toFixed(1)}–${quantile(wall, 0.75).toFixed(1)}`,
      min: Math.min(...wall).toFixed(1),
      'CPU ms, median': median(cpu).toFixed(1),
      'CPU min': Math.min(...cpu).toFixed(1),
      '× Plausible': `${timesPlausible(library, 'wall')} wall, ${timesPlausible(library, 'cpu')} CPU`,
    }
  }
  return Object.fromEntries([...runs.keys()].map((library) => [library.name, rowOf(library)]))
}
