/** Calls code of the page; what it throws goes to the console, and no further. */
export const guarded = (
  listener: ((payload: never) => unknown) | undefined,
  payload?: unknown,
): void => {
  try {
    listener?.(payload as never)
  } catch (error) {
    console.error(error)
  }
}
