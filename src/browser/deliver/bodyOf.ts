import type { Event } from '../../protocol/event.ts'
import { stringify } from '../lib/parse.ts'
import { settings } from '../settings.ts'

/** Events as they are sent. */
export const bodyOf = (batch: Event[]): string =>
  stringify({ batch, writeKey: settings.writeKey, sentAt: new Date().toISOString() })
