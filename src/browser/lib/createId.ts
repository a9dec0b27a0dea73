/** The time and a hundred random bits: no secret, but unlike any other, also on pages without `randomUUID`. */
export const createId = (): string => [Date.now(), Math.random(), Math.random()].join('-')

/** Milliseconds since an id was made; no number for ids from elsewhere. */
export const ageOf = (id: string): number => Date.now() - Number.parseInt(id, 10)
