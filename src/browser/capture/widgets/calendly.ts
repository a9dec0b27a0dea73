import type { Foreign, Widget } from './widget.ts'

/** https://developer.calendly.com/api-docs/overview/embedding/notifying-the-parent-window */
export const calendly: Widget = {
  read: ({ event, payload }: Foreign) =>
    event === 'calendly.event_scheduled'
      ? {
          // By this the edge knows that its webhook tells of the same booking.
          id: /\/invitees\/([\w-]+)$/.exec(payload.invitee.uri)?.[1],
          meeting: {},
        }
      : undefined,
}

/** What the registry calls it once the file is there. */
export { calendly as widget }
