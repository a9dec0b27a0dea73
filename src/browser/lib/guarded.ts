/** Calls code of the page; what it throws goes to the console, and no further. */
export function guarded<T>(listener: ((payload: T) => void) | undefined, payload: T): void {
  try {
    listener?.(payload)
  } catch (error) {
    console.error(error)
  }
}
