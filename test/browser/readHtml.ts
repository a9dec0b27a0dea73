import { type FormReading, readForm, takeFields } from '../../src/browser/capture/judge/readForm.ts'
import type { FormOptions } from '../../src/browser/index.ts'

/** How a form with these fields is read. */
export const readHtml = (html: string, options: FormOptions = {}, attributes = ''): FormReading => {
  document.body.innerHTML = `<form ${attributes}>${html}</form>`
  const form = document.forms[0] as HTMLFormElement
  return readForm(form, takeFields(form, new WeakSet(), options), options)
}
