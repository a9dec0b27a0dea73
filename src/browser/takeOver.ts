import { analytics } from './analytics.ts'
import type { Options } from './options.ts'
import { type Moment, recall } from './record/moment.ts'
import { start } from './start.ts'

/** A call that the stub took before the library was there. */
export type StubCall = [
  method: string,
  given: unknown[],
  resolve: (result: unknown) => void,
  moment: Moment,
]

type Global = Record<string, (...given: unknown[]) => unknown> & { calls?: StubCall[] }

/** Becomes the global object: in place of the stub, whose calls it makes good in their order. */
export function takeOver(name: string, options: Options): void {
  const page = window as unknown as Record<string, Global>
  const { calls, track } = page[name] ?? {}
  // Anything else of this name, such as an element with this id, stands in nobody's way.
  if (track && !calls) {
    console.error(`${name} is there already`)
    return
  }
  const global = Object.assign((calls && page[name]) ?? {}, analytics) as unknown as Global
  page[name] = global
  start(options, global, () => {
    for (const [method, given, resolve, moment] of calls ?? []) {
      recall(moment)
      resolve(global[method]?.(...given))
    }
    recall()
    delete global.calls
  })
}
