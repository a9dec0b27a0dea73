export type { Consent, Event, Traits } from '../protocol/event.ts'
export type {
  Analytics,
  Callback,
  CallOptions,
  FormOptions,
  Middleware,
} from './api.ts'
export { createAnalytics } from './createAnalytics.ts'
export type { Options } from './options.ts'
export type { Plan, User, Values } from './plan.ts'
export type { Outcome } from './record/outcome.ts'
