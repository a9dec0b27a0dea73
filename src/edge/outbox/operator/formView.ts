import type { Signal } from '../forms/signal.ts'

// What the console sees of forms. Types only, and only plain data.

export interface FormsView {
  now: number
  /** What somebody should look at comes first, then what was used last. */
  forms: FormView[]
  isMore: boolean
  /** Leads of the last 28 days by how they came, most first. */
  channels: { name: string; leads: number }[]
}

export interface FormView {
  id: number
  source: string
  /** Empty for the sign-ups of a source that tell of no form. */
  name: string
  page?: string
  /** Sign-ups on each of the last 28 days, the oldest first. */
  days: { sent: number; delivered: number; refused: number }[]
  last?: { at: number; person?: number }
  /** What is wrong with it, and what to look at. */
  troubles: { is: Signal['is']; since: number; told: string }[]
}

/** A week in words; the title and each line on their own. */
export interface DigestView {
  title: string
  lines: string[]
  /** When it is sent next; absent where nobody gets it. */
  sentAt?: number
}
