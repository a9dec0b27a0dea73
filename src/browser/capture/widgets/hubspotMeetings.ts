import { type Foreign, fieldsOfObject, type Widget } from './widget.ts'

/** As public code reads it, for HubSpot documents none of it. */
export const hubspotMeetings: Widget = {
  read({ meetingBookSucceeded, meetingsPayload }: Foreign) {
    if (meetingBookSucceeded !== true) return undefined
    const { event, postResponse } = meetingsPayload.bookingResponse
    const { firstName, lastName, email } = postResponse.contact
    const { start, end } = postResponse.timerange ?? { start: event.dateTime }
    return {
      formId: meetingsPayload.userSlug ?? meetingsPayload.formGuid,
      fields: [...fieldsOfObject({ firstName, lastName, email }), ...(event.formFields ?? [])],
      meeting: { startTime: start, endTime: end },
    }
  },
}

/** What the registry calls it once the file is there. */
export { hubspotMeetings as widget }
