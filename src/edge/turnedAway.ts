/** Why something of strangers is turned away, so that leads have room; said of each event. */
export const TURNED_AWAY = {
  rows: 'turned away: the rows of the day are kept for leads; nothing is wrong with the event',
  full: 'turned away: what room there is is kept for leads; nothing is wrong with the event',
  tooMany:
    'turned away: too much comes at once, and leads go first; nothing is wrong with the event',
} as const
