import { attempt } from './attempt.ts'

/** JSON, or nothing. Nothing must not be parsed: exceptions are expensive. */
export const parse = <T>(text: string | undefined): T | undefined =>
  attempt(() => text && JSON.parse(text))
