import type { Foreign, Widget } from './widget.ts'

/** As public code reads it, for Jotform documents none of it; of what was entered nothing is said. */
export const jotform: Widget = {
  read: ({ action, formID }: Foreign) =>
    action === 'submission-completed' ? { formId: formID } : undefined,
}

/** What the registry calls it once the file is there. */
export { jotform as widget }
