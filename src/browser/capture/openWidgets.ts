import type { WidgetsKit } from './reportWidget.ts'

interface WidgetsModule {
  start(kit: WidgetsKit): void
}

/** Where `widgets.js` comes from, and what a browser checks it against: the build puts the hash of the file here. */
const load = ({ importFile }: WidgetsKit): Promise<WidgetsModule> =>
  importFile ? importFile('widgets', 'sha256-WIDGETS') : import('./watchWidgets.ts')

/** Loads `widgets.js` as soon as there is a widget on the page, now or later; after a failure the next one tries again. */
export const openWidgets = (kit: WidgetsKit): void => {
  let opening: unknown
  const look = (one: unknown): void => {
    if (opening || !one) return
    opening = load(kit)
      .then(({ start }) => start(kit))
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
