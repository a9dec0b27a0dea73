/** How long scripts kept a page's main thread, read from a trace. Pure. */
export interface ScriptTime {
  /** From the first to the last moment of each stretch of script: what the page waits. */
  wall: number
  /** What the processor worked of it: without blocking calls, and without what else the machine did. */
  cpu: number
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
  args: { data?: { url?: string } }
}

/** Everything in which the browser compiles or runs scripts of a page; they lie within each other. */
const SCRIPT = new Set([
  'v8.compile',
  'v8.compileModule',
  'v8.evaluateModule',
  'EvaluateScript',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
  'FireIdleCallback',
  'EventDispatch',
])

/** Of the page at `url`; other pages and the browser's own run scripts, too. */
export function scriptTimeOf(trace: string, url: string): ScriptTime {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  const page = traceEvents.find(({ name, args }) => name === 'CommitLoad' && args.data?.url === url)
  if (!page) throw new Error(`The trace does not tell of ${url}`)
  const scripts = traceEvents
    .filter(({ ph, name }) => ph === 'X' && SCRIPT.has(name))
    .filter(({ pid, tid }) => pid === page.pid && tid === page.tid)
    .sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0))
  const time: ScriptTime = { wall: 0, cpu: 0 }
  let end = 0
  for (const { ts, dur = 0, tdur = 0 } of scripts) {
    if (ts < end) continue
    end = ts + dur
    time.wall += dur / 1000
    time.cpu += tdur / 1000
  }
  return time
}
