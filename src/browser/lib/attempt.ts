/** Runs `act`; a browser that denies what it asks for (storage, locks, beacons) counts as "nothing". */
export const attempt = <T>(act: () => T): T | undefined => {
  try {
    return act()
  } catch {
    return undefined
  }
}
