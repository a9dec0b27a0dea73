import type { FormField } from '../../protocol/form/field.ts'
import type { Reading } from '../../protocol/form/readFields.ts'
import type { FormOptions } from '../api.ts'
import type { Moment } from '../record/moment.ts'
import type { Person } from '../visitor/person.ts'
import type { Beginning } from './beginnings.ts'
import type { Tell } from './watchRequests.ts'

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
 * All that `forms.js`, and what it loads, may use of `sdk.js`: they import nothing from there, so that
 * each page has one library and one state.
 */
export interface FormsKit {
  captures: Iterable<Capture>
  caught: Caught[]
  /** The fields as they are; of what may be a secret only that it is there. */
  rawFields(scope: Element): FormField[]
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

/** And `judge.js` of `forms.js`. */
export interface JudgeKit extends FormsKit {
  /** Fields in which somebody entered something. */
  typed: WeakSet<Element>
  /** Whether a request is one of the library. */
  isOwn(address: string): boolean
}

/** What is handed in, with the options that the page chose for it. */
export interface HandedIn {
  scope: Element
  /** Taken down earlier, when nobody could do it better. */
  fields: FormField[] | undefined
  moment: Moment
  native: Beginning['native']
  options: FormOptions
}

/** What `judge.js` wants to know, and what it knows. */
export interface FormsJudge {
  begin(handedIn: HandedIn): void
  /** The browser now submits a form, if no listener of the page prevented it. */
  goNative(scope: Element): void
  /** A frame has loaded: it may show the answer. */
  onFrame(frame: Element): void
  /** The visitor did something. */
  onAct(event: Event): void
  /** The visitor goes on editing. */
  touch(field: Element): void
  /** Something leaves the page; returns how its answer is told. */
  sent: Tell
  /** Whether a form is being judged. */
  isOpen(): boolean
  readFields(fields: FormField[]): Reading
  /** Whether a form with this value was reported just now, or is judged no more for the sake of a widget. */
  isReported(value: string): boolean
}

/** Under this name `sessionStorage` keeps what the next page of the tab has to find out. */
export const NEXT_PAGE_KEY = 'fse.form'

/** Whether a form is the one that was named, or one of those; a field named `matches` is in nobody's way. */
export const isWanted = (scope: Element, wanted: Element | string): boolean =>
  wanted === scope || Element.prototype.matches.call(scope, `${wanted}`)
