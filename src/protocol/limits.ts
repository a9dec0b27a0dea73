/** What one request may carry. The browser keeps below these, the edge enforces them. */

/** Bytes of one request body, after decompression. Segment's own libraries stay under 500 KB. */
export const MAX_REQUEST_BYTES = 512 * 1024

/** Bytes of one event, as JSON. The same limit as Segment's, so nothing that fits there is refused here. */
export const MAX_EVENT_BYTES = 32 * 1024

/** Events in one batch. */
export const MAX_BATCH_EVENTS = 500

/** Levels of nesting inside one event. */
export const MAX_DEPTH = 10

/** Keys inside one event, over all levels. */
export const MAX_KEYS = 200

/** Characters of a userId, anonymousId, groupId, previousId, messageId or event name. */
export const MAX_ID_CHARACTERS = 256
