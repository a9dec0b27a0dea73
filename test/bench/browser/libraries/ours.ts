import type { Library } from './library.ts'

const tag = (attributes: string): string =>
  `<script src="/library.js" data-write-key="key" data-endpoint="COLLECT" ${attributes}></script>`

const head = (attributes: string): string =>
  `<script>window.trackIt = (name) => analytics.track(name)</script>${tag(attributes)}`

export const OURS: Library = {
  name: 'freshsales-edge',
  file: 'dist/sdk.js',
  head: head('data-pages'),
  forms: { head: tag('data-forms'), report: 'Form Submitted' },
}

/** The same with every automatic part switched on. */
export const OURS_WITH_FORMS: Library = {
  ...OURS,
  name: `${OURS.name}, with forms`,
  head: head('data-pages data-forms'),
}
