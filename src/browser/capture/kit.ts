import type { FormField } from '../../protocol/form/field.ts'
import type { FormOptions } from '../api.ts'
import type { Moment } from '../record/moment.ts'
import type { Person } from '../visitor/person.ts'

/** Which forms are to be captured, and with which options. */
export type Capture = [form: Element | string, options: FormOptions]

/** Something handed in before `forms.js` was there: taken down at once, since the page may empty it. */
export interface Caught {
  event: Event
  scope: Element
  fields: FormField[]
  moment: Moment
}

/**
 * All that `forms.js` may use of `sdk.js`: it imports nothing from there, so that each page has one
 * library and one state.
 */
export interface FormsKit {
  captures: Iterable<Capture>
  caught: Caught[]
  record(type: 'identify' | 'track', given: unknown[], moment?: Moment): unknown
  thisMoment(): Moment
  createId(): string
  /** The address of a page as it may be told. */
  pageAddress(href: string): { href: string }
  /** Where the library's own requests go. */
  endpoint: string
  mayStore(): unknown
  /** Handing a form in is consent to what it says. */
  isConsent: boolean
  /** Tells the inspector. */
  emit(name: string, payload: unknown): void
  /** Who the visitor is at this moment. */
  person(): Person
  /** By this selector widgets are found, where they are wanted. */
  widgets: string
  /** Loads another file of the script's folder; absent where the page's own code bundles it. */
  importFile?: (<Module>(file: string, hash: string) => Promise<Module>) | undefined
}

/** Under this name `sessionStorage` keeps what the next page of the tab has to find out. */
export const NEXT_PAGE_KEY = 'fse.form'

/** Whether a form is the one that was named, or one of those; a field named `matches` is in nobody's way. */
export const isWanted = (scope: Element, wanted: Element | string): boolean =>
  wanted === scope || Element.prototype.matches.call(scope, `${wanted}`)
