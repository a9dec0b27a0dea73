/** Values by names that visitors choose. */
export type ByName<Value> = { [name: string]: Value }

/**
 * A record without a prototype, in which `constructor` and `__proto__` are names like any other: in a
 * plain one they reach what all objects of the program share.
 */
export function byName<Value>(entries: ByName<Value> = {}): ByName<Value> {
  return Object.assign(Object.create(null), entries)
}
