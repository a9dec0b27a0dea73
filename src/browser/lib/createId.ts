let made = 0

/**
 * A time, a digit that keeps what is made in one millisecond in order, and fifty random bits: no
 * secret, but unlike any other, also on pages without `randomUUID`.
 */
export const createId = (time = Date.now()): string =>
  `${time}-${(made++ % 36).toString(36)}${Math.random().toString(36).slice(2)}`
