import type { Config } from '../../edge/settings/config.ts'
import type { AsWritten } from '../configuration/asWritten.ts'
import type { Lists } from './lists.ts'

/** An account, and what the settings want of it. */
export interface Account {
  config: Config
  written: AsWritten
  lists: Lists
}
