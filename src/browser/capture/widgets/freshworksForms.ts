import type { Foreign, Widget } from './widget.ts'

/** The hooks of its script, as public code uses them: a global object that the page may have filled. */
export const freshworksForms: Widget = {
  listen(page, tell) {
    const hooks = page.WebFormEvent ?? {}
    page.WebFormEvent = hooks
    const { afterSubmit } = hooks
    hooks.afterSubmit = (...given: Foreign[]) => {
      const [, data, error] = given
      if (!error) tell(() => ({ fields: typeof data === 'string' ? JSON.parse(data) : data }))
      return afterSubmit?.apply(hooks, given)
    }
    return true
  },
}

/** What the registry calls it once the file is there. */
export { freshworksForms as widget }
