import type { Config } from '../../settings/config.ts'

/** Has somebody told of something by a message. */
export interface Teller {
  /** Sends what there is to tell. Answers when to look again. */
  check(config: Config, now: number): number
}
