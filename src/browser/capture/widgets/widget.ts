import type { FormField } from '../../../protocol/form/field.ts'

/** What somebody handed in or booked, as far as the widget tells the page. */
export interface Told {
  /** The form or page of the vendor, by its id there, and what it is called. */
  formId?: unknown
  formName?: unknown
  /** What the vendor knows this submission by: told again it is the same one. */
  id?: unknown
  /** What was entered; the tables of forms read what it means. */
  fields?: readonly WidgetField[]
  /** A booking: when it begins and ends, as far as the widget says. */
  meeting?: { [name: string]: unknown }
  /** Name of the event, where it is neither a form nor a meeting. */
  event?: string
}

/** A field with its value; the name or the label says what it is about. */
export interface WidgetField extends Omit<Partial<FormField>, 'value' | 'label'> {
  label?: unknown
  value: unknown
}

/** What other scripts say; anything may stand in it, and each reading is an attempt. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is what a widget's file finds out
export type Foreign = any

/** Takes what is told; reading it may throw, where it has another shape. */
export type Tell = (read: () => Told | undefined | Promise<Told>) => void

/** One vendor's widget. A file of its own, loaded where the widget is on the page. */
export interface Widget {
  /** What a message from its frame tells; nothing, unless it tells of something handed in. It may throw. */
  read?(data: Foreign): Told | undefined
  /** For what is no frame: listens as the vendor documents it for pages. Asked again until it answers that it does. */
  listen?(page: Foreign, tell: Tell): unknown
}

/** An object of names and values as fields. */
export const fieldsOfObject = (values: object | undefined): WidgetField[] =>
  Object.entries({ ...values }).map(([name, value]) => ({ name, value }))
