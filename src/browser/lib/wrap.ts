import { attempt } from './attempt.ts'

/**
 * Looks on when a method of the browser is called, and passes everything on untouched. `see` runs
 * before the call, and what it answers with after it.
 */
export function wrap<Owner extends object, Given extends unknown[]>(
  owner: Owner,
  name: keyof Owner,
  see: (self: Owner, ...given: Given) => ((result: never) => unknown) | undefined,
): void {
  const original = owner[name] as (...given: Given) => never
  const seeing = function (this: Owner, ...given: Given): unknown {
    const then = attempt(() => see(this, ...given))
    const result = original.apply(this, given)
    then?.(result)
    return result
  }
  owner[name] = seeing as Owner[keyof Owner]
}
