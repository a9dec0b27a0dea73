/** What may come of a call, as the journal, the charts and the console know it. */
export const OUTCOMES = [
  'delivered',
  /** Delivered without some of its fields, or with them changed. */
  'repaired',
  /** Will be tried again. */
  'retrying',
  'throttled',
  /** Freshsales does not accept the key. */
  'account',
  /** In the dead letters. */
  'refused',
  /** `DRY_RUN`: would have been sent. */
  'planned',
] as const

export type DeliveryOutcome = (typeof OUTCOMES)[number]
