/** Runs `act`; a browser that denies what it asks for (storage, locks, beacons) counts as "nothing". */
export const attempt = <T>(act: () => T): T | undefined => {
  try {
    return act()
  } catch {
    return undefined
  }
}

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
