/** Adds to a set and returns the undo. */
export const addTo = <T>(set: Set<T>, item: T): (() => void) => {
  set.add(item)
  return () => set.delete(item)
}
