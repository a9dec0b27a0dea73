import { readForm, takeFields } from '../capture/readForm.ts'
import type { Section } from './panel.ts'

const titleOf = (form: HTMLFormElement): string =>
  ['id', 'name', 'action'].map((name) => form.getAttribute(name)).find(Boolean) ?? 'a form'

/** Shows, while somebody types, which traits a form would report if it were sent now. */
export function watchForms(section: Section): void {
  const typed = new WeakSet<Element>()
  const preview = (form: HTMLFormElement): void => {
    section.clear()
    const { traits } = readForm(form, takeFields(form, typed, {}), {})
    const isEmpty = Object.keys(traits).length === 0
    section.line(`${titleOf(form)} would report`, isEmpty ? 'waiting' : 'good')
    if (isEmpty)
      section.line('nothing: give a field a data-trait, or fill in more of it', 'waiting')
    else section.line('', '', traits)
  }
  section.line('Type into a form to see how it is understood.')
  addEventListener(
    'input',
    (event) => {
      const field = event.composedPath()[0] as HTMLInputElement
      typed.add(field)
      if (field.form) preview(field.form)
    },
    true,
  )
}
