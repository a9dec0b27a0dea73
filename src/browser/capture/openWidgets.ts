import type { FormsJudge, FormsKit } from './kit.ts'
import type { WidgetsKit } from './reportWidget.ts'

interface WidgetsModule {
  start(kit: WidgetsKit): void
}

/** Where `widgets.js` comes from, and what a browser checks it against: the build puts the hash of the file here. */
const load = ({ importFile }: FormsKit): Promise<WidgetsModule> =>
  importFile ? importFile('widgets', 'sha256-WIDGETS') : import('./watchWidgets.ts')

/**
 * Loads `widgets.js` as soon as there is a widget on the page, now or later, and who reads what is told
 * there; after a failure the next one tries again.
 */
export const openWidgets = (kit: FormsKit, callJudge: () => Promise<FormsJudge>): void => {
  let opening: unknown
  const look = (one: unknown): void => {
    if (opening || !one) return
    opening = Promise.all([load(kit), callJudge()])
      .then(([{ start }, { readFields, isReported }]) => start({ ...kit, readFields, isReported }))
      .catch(() => {
        opening = undefined
      })
  }
  look(document.querySelector(kit.widgets))
  document.addEventListener(
    'load',
    ({ target }) => look((target as Element).matches?.(kit.widgets)),
    true,
  )
}
