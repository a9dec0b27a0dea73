import type { Event } from '../../protocol/event.ts'
import { attempt } from '../lib/attempt.ts'
import { bodyOf } from './bodyOf.ts'
import { request } from './request.ts'

/** Sends events that stay stored: nobody looks after the answer, and the edge drops what it has seen. */
export const postBlind = (batch: Event[]): unknown =>
  attempt(() => request(bodyOf(batch), true).catch(() => 0))
