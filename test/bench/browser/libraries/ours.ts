import type { Library } from './library.ts'

const tag = (attributes: string): string =>
  `<script src="/library.js" data-write-key="key" data-endpoint="COLLECT" ${attributes}></script>`

const head = (attributes: string): string =>
  `<script>window.trackIt = (name) => analytics.track(name)</script>${tag(attributes)}`

/** Sends each event at once, as the others do. */
export const OURS: Library = {
  name: 'freshsales-edge',
  file: 'dist/sdk.js',
  head: head('data-anonymous="send" data-pages'),
  forms: { head: tag('data-anonymous="send" data-forms'), report: 'Form Submitted' },
}

/** As it is by default: what a stranger does stays on the device. */
export const OURS_FOR_STRANGERS: Library = {
  ...OURS,
  name: `${OURS.name}, a stranger`,
  head: head('data-pages'),
  isQuiet: true,
}

/** The same with every automatic part switched on. */
export const OURS_WITH_FORMS: Library = {
  ...OURS,
  name: `${OURS.name}, with forms`,
  head: head('data-anonymous="send" data-pages data-forms'),
}
