import { analytics } from './analytics.ts'
import type { Options } from './options.ts'
import type { Moment } from './record/moment.ts'
import { start } from './start.ts'

/** A call that the stub took before the library was there. */
export type StubCall = [
  method: string,
  given: unknown[],
  resolve: (result: unknown) => void,
  moment: Moment,
]

type Global = Record<string, (...given: unknown[]) => unknown> & { calls?: StubCall[] }

/**
 * Becomes the global object: in place of the stub, whose calls it makes good in their order. Another
 * object of this name is somebody else's: it stays, and the library works without a name.
 */
export function takeOver(name: string, options: Options): void {
  const page = window as unknown as Record<string, Global | undefined>
  const there = page[name]
  const calls = there?.calls
  if (there?.['captureForm'] && !calls) {
    console.error(`${name} is there already`)
    return
  }
  const isFree = !there || calls || there instanceof Element
  const global = Object.assign((calls && there) ?? {}, analytics) as unknown as Global
  if (isFree) page[name] = global
  else console.error(`${name} is taken: see data-global`)
  delete global.calls
  start(options, calls)
}
