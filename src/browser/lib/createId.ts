/** The time and fifty random bits: no secret, but unlike any other, also on pages without `randomUUID`. */
export const createId = (): string => `${Date.now()}-${Math.random().toString(36).slice(2)}`

/** Milliseconds since an id was made; no number for ids from elsewhere. */
export const ageOf = (id: string): number => Date.now() - Number.parseInt(id, 10)
