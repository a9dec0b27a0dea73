import type { Event } from '../../protocol/event.ts'
import { ASKED, analytics, edgeUrl, settings } from '../core.ts'
import { attempt } from '../lib/attempt.ts'
import { emit, listen } from './listeners.ts'
import { MIDDLEWARE } from './record.ts'

const dropDry = (event: Event): null => {
  emit(event.type, event)
  return null
}

/** With `?analytics_debug`, and then on all pages of the tab, the inspector opens, a file of its own. */
export const inspect = (): void => {
  // The first look into sessionStorage is dear, so the other one says whether it is worth while.
  const asked =
    location.search + attempt(() => localStorage['fse.debug'] && sessionStorage['fse.debug'])
  if (!ASKED.test(asked)) return
  // A dry run shows all and sends nothing.
  if (/debug=dry/.test(asked)) listen(MIDDLEWARE, dropDry as never)
  import(edgeUrl('/inspector.js')).then((module) => module.inspect(analytics, settings))
}
