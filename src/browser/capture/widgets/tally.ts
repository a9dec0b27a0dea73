import type { Foreign, Widget } from './widget.ts'

/** https://developers.tally.so/widgets/events: messages are texts of JSON. */
export const tally: Widget = {
  read(data: Foreign) {
    const { event, payload } = JSON.parse(data)
    return event === 'Tally.FormSubmitted'
      ? {
          id: payload.id,
          formId: payload.formId,
          formName: payload.formName,
          fields: payload.fields
            .filter(({ type }: Foreign) => !/HIDDEN|FILE|CALC/.test(type))
            .map(({ type, title, answer }: Foreign) => ({
              type: /EMAIL/.test(type) ? 'email' : /PHONE/.test(type) ? 'tel' : 'text',
              label: title,
              value: answer.value,
            })),
        }
      : undefined
  },
}

/** What the registry calls it once the file is there. */
export { tally as widget }
