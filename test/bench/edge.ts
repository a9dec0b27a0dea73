import { openBench } from './edge/bench.ts'
import { measureSubmit, measureWakeUp } from './edge/latency.ts'
import {
  measureDelivering,
  measureRows,
  measureStoring,
  measureThroughput,
} from './edge/measure.ts'

/**
 * What the edge costs on the bare runtime: `node test/bench/edge.ts`. CPU is that of the whole
 * process, so another load on the machine hardly changes it; wall-clock figures it does.
 */

const STORED_PEOPLE = 100_000
const SECONDS = 8

interface Line {
  what: string
  figure: string
  goal: string
  reached: boolean
}

const lines: Line[] = []
const note = (what: string, figure: string, goal: string, reached: boolean) =>
  lines.push({ what, figure, goal, reached })

const bench = await openBench()
try {
  const { floor, edge: storing } = await measureStoring(bench)
  const delivering = await measureDelivering(bench)
  const ratio = storing / floor
  note('CPU of a 20-event batch: bare Worker', `${floor.toFixed(2)} ms`, '', true)
  note(
    'CPU of a 20-event batch: stored',
    `${storing.toFixed(2)} ms, ${ratio.toFixed(2)} × the bare Worker`,
    '≤ 1.5 ×',
    ratio <= 1.5,
  )
  note(
    'CPU of a 20-event batch: stored, folded, delivered',
    `${delivering.cpuMs.toFixed(2)} ms, ${(delivering.cpuMs / floor).toFixed(2)} ×, ${delivering.calls.toFixed(2)} calls`,
    '≤ 1.3 ms',
    delivering.cpuMs <= 1.3,
  )
  const throughput = await measureThroughput(bench, SECONDS)
  note(
    'Events stored a second',
    Math.round(throughput).toLocaleString('en'),
    '≥ 5,000',
    throughput >= 5_000,
  )
  const rows = await measureRows(bench)
  note(
    'Rows written an event: stored and folded',
    rows.event.toFixed(3),
    '≤ 0.2',
    rows.event <= 0.2,
  )
  note('Rows written a Freshsales call', rows.call.toFixed(1), '', true)
  const submit = await measureSubmit(bench)
  note('From a submitted form to Freshsales', `${submit} ms`, '< 500 ms', submit < 500)
  const wakeUp = await measureWakeUp(bench, STORED_PEOPLE)
  note(
    `First answer of a cold edge: empty · ${STORED_PEOPLE.toLocaleString('en')} people stored`,
    `${wakeUp.empty.toFixed(0)} ms · ${wakeUp.full.toFixed(0)} ms`,
    '< 50 ms more',
    wakeUp.full - wakeUp.empty < 50,
  )
} finally {
  await bench.close()
}
console.table(lines)
if (lines.some(({ reached }) => !reached)) process.exitCode = 1
