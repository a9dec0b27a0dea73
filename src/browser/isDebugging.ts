import { attempt } from './lib/attempt.ts'

export const ASKED = /[?&]analytics_debug/

/** Whether the inspector may have been asked for, here or on an earlier page. */
export const isDebugging = (): unknown =>
  ASKED.test(location.search) || attempt(() => localStorage['fse.debug'])
