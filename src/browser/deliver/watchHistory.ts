import { isOn, navigated, navigationApi, settings } from '../core.ts'
import { on } from '../lib/on.ts'
import { wrap } from '../lib/wrap.ts'

/**
 * Hears of soft navigations where there is no Navigation API: the methods of `history` are wrapped where
 * they are: on its prototype, so that others may wrap them there as well, or on the object itself when
 * somebody has put theirs there.
 */
export const watchHistory = (): void => {
  if (!isOn(settings.pages) || navigationApi()) return
  for (const type of ['push', 'replace'] as const) {
    const name = `${type}State` as const
    const owner = Object.keys(history).includes(name) ? history : History.prototype
    wrap(owner, name, () => () => navigated(type === 'replace', type === 'push'))
  }
  on('popstate', () => navigated(false, false))
}
