const FIRST_MS = 1_000
const LONGEST_MS = 300_000

/** How long to wait after so many failures in a row: doubling, with jitter so that tabs and visitors spread. */
export const backoff = (failures: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** failures) * (0.5 + Math.random() / 2)
