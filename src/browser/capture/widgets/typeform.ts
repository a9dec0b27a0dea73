import type { Foreign, Widget } from './widget.ts'

/** https://www.typeform.com/developers/embed/callbacks/: which response it is, and nothing of what stands in it. */
export const typeform: Widget = {
  read: ({ type, formId, responseId }: Foreign) =>
    type === 'form-submit' ? { id: responseId, formId } : undefined,
}

/** What the registry calls it once the file is there. */
export { typeform as widget }
