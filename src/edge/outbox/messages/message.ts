/** Something that somebody is to hear. No personal data anywhere but in `details`. */
export interface Message {
  title: string
  lines: string[]
  /** The condition of `/health` that it tells of. */
  condition?: string
  state?: 'begun' | 'over' | 'digest' | 'hot'
  /** Epoch milliseconds. */
  since?: number
  /** Who and what. Left out before it is kept, unless ALERT_DETAILS allows it. */
  details?: string[]
}
