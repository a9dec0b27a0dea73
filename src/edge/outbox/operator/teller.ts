import type { Config } from '../../settings/config.ts'
import type { Messenger } from '../messages/messenger.ts'

/** Has somebody told of something by a message. */
export interface Teller {
  /** Sends what there is to tell. Answers when to look again. */
  check(config: Config, now: number): number
}

export type CreateTeller = (
  storage: Pick<DurableObjectStorage, 'sql' | 'transactionSync'>,
  messenger: Pick<Messenger, 'channels' | 'send'>,
) => Teller
