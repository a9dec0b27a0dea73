/**
 * Who says it: a key of the site's own server, a person whose identity that server signed, or a page,
 * whose key everybody can read. The order is the rank.
 */
export const PROVENANCES = ['page', 'signed', 'server'] as const

export type Provenance = (typeof PROVENANCES)[number]

/** Whose word an event is, and how far it counts. */
export interface Word {
  provenance: Provenance
  /**
   * The fields that its source may set, where it is not the usual "all that are not protected":
   * `*`, and names as `fieldOf` writes them (`contact.owner_id`, `deal.amount`).
   */
  fields?: readonly string[]
}

/** Above 0: the first counts for more; 0: as much; below: less. */
export function compareRanks(one: Provenance, other: Provenance): number {
  return PROVENANCES.indexOf(one) - PROVENANCES.indexOf(other)
}

export function higherOf(one: Provenance, other: Provenance): Provenance {
  return compareRanks(one, other) >= 0 ? one : other
}

/** Only where somebody vouches for what is said does `null` empty a field. */
export const mayClear = ({ provenance }: Word): boolean => provenance !== 'page'

/** A server may say everything. */
export const SERVER: Word = { provenance: 'server' }
