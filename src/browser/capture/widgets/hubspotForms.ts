import { type Foreign, fieldsOfObject, type Widget } from './widget.ts'

/** https://developers.hubspot.com/docs/cms/start-building/features/forms/legacy-forms */
const read = ({ type, eventName, id, data }: Foreign) =>
  type === 'hsFormCallback' && eventName === 'onFormSubmitted'
    ? { formId: id, fields: fieldsOfObject(data.submissionValues) }
    : undefined

/** Both generations: the older speaks by messages, most often of the page to itself; the newer by events. */
export const hubspotForms: Widget = {
  read,
  listen(page, tell) {
    page.addEventListener('message', ({ source, origin, data }: Foreign) => {
      if (source === page && origin === page.location.origin) tell(() => read(data))
    })
    // https://developers.hubspot.com/docs/api-reference/latest/marketing/forms/global-form-events
    page.addEventListener('hs-form-event:on-submission:success', (event: Foreign) =>
      tell(async () => {
        const form = page.HubSpotFormsV4.getFormFromEvent(event)
        const fields: Foreign[] = await form.getFormFieldValues()
        return {
          formId: event.detail.formId,
          // Names begin with the number of the object that the field belongs to: `0-1/email`.
          fields: fields.map(({ name, value }) => ({ name: name.replace(/.*\//, ''), value })),
        }
      }),
    )
    return true
  },
}

/** What the registry calls it once the file is there. */
export { hubspotForms as widget }
