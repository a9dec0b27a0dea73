import { createRowFormat } from '../store/rowFormat.ts'
import { createDayCounts, type DayCounts } from './dayCounts.ts'
import { createRhythm, type Rhythm } from './rhythm.ts'

/** What is known of one form of a source, or of all its sign-ups without a form: at most 1 KB. */
export interface Form {
  /** The path of the page that it was handed in on last. */
  page?: string
  /** Sign-ups by day. */
  days: DayCounts
  /** Of those that lead quality did not hold back. */
  rhythm: Rhythm
  /** The newest of these; its id and whose it is, as long as that may be told. */
  last?: { at: number; messageId?: string; subject?: number }
  /** How many were held back since then. */
  held?: number
  /** How many Freshsales refused since it took one, and since when. */
  refused?: readonly [count: number, since: number]
  /** Which of the last sign-ups came twice: one bit each, the newest is the lowest. */
  twice: number
  /** It had fallen silent at that time; so many more have to come until it is believed to be back. */
  back?: { since: number; left: number }
  /** It came back by itself once: of the next silence more is waited for. */
  again?: true
}

/** More in a row are not told apart. */
const MOST_IN_A_ROW = 9_999

export const oneMore = (count = 0): number => Math.min(MOST_IN_A_ROW, count + 1)

/** What of a sign-up is counted by day. */
export const SIGN_UPS = createDayCounts(['sent', 'delivered', 'refused'])

export const createForm = (at: number): Form => ({
  days: { day: 0, counts: '' },
  rhythm: createRhythm(at),
  twice: 0,
})

export const formFormat = createRowFormat<Form>({
  version: 1,
  upgrades: [],
  complete: (row): row is Form => 'days' in row && 'rhythm' in row && 'twice' in row,
})
