import type { Foreign, Widget } from './widget.ts'

/**
 * https://cal.com/docs/developing/guides/embeds/embed-events: a booking is told twice, in an older form that may
 * have the visitor's answers, and in a newer one that has none.
 */
export const calCom: Widget = {
  read({ originator, type, data }: Foreign) {
    if (originator !== 'CAL' || !/^bookingSuccessful(V2)?$/.test(type)) return undefined
    const { booking = data, eventType } = data
    const { uid, title, startTime, endTime, responses, attendees } = booking
    const { name, email } = responses ?? attendees?.[0] ?? {}
    return {
      id: uid,
      formId: eventType?.slug ?? booking.eventTypeId,
      formName: title,
      fields: [
        { name: 'name', value: name },
        { name: 'email', value: email },
      ],
      meeting: { startTime, endTime },
    }
  },
}

/** What the registry calls it once the file is there. */
export { calCom as widget }
