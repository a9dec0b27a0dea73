import type { FormOptions } from '../api.ts'
import type { Moment } from '../record/moment.ts'
import type { Beginning } from './beginnings.ts'
import type { Evidence } from './evidence.ts'
import type { Before } from './look.ts'
import type { FormReading } from './readForm.ts'
import type { NewWords } from './watchTexts.ts'

/** A form handed in, of which nobody knows yet whether the site took it. */
export interface Submission {
  before: Before
  reading: FormReading
  options: FormOptions
  moment: Moment
  /** When it was handed in, by the clock that never goes back. */
  at: number
  /** Path of the page then. */
  path: string
  evidence: Evidence[]
  texts: { read: () => NewWords[]; stop: () => void }
  /** Where the browser itself shows the answer, if it is about to submit the form. */
  native?: Beginning['native']
  /** By which the edge can tell a robot: seconds since the page began, and whether the trap was filled in. */
  impression: { seconds: number; honeypot: boolean }
  /** Last verdict, as it was told. */
  told?: string
}
