import { stringify } from './stringify.ts'

/** A copy of whatever a page hands over, as JSON has it. */
export const clean = <T>(value: T, longest = Infinity): T => JSON.parse(stringify(value, longest))
