import {
  allowed,
  areFormsUsed,
  call,
  captures,
  caught,
  createId,
  edgeUrl,
  endCatching,
  FIELDS,
  importFile,
  isFormConsent,
  mayStore,
  pageAddress,
  person,
  rawFields,
  thisMoment,
  widgets,
} from '../core.ts'
import { emit } from '../deliver/listeners.ts'
import type { FormsKit } from './kit.ts'

/** The module that `forms.js` is. */
interface FormsModule {
  start(kit: FormsKit): void
}

/** What a browser checks `forms.js` against: the build puts the hash of the file here. */
const FORMS_HASH = 'sha256-FORMS'

/** Where `forms.js` comes from. */
let get = (): Promise<FormsModule> => importFile('forms', FORMS_HASH)
let importOther: FormsKit['importFile'] = importFile
let opening: Promise<unknown> | undefined

/** The npm package has it beside itself. */
export const importFormsBy = (other: typeof get): void => {
  get = other
  importOther = undefined
}

/** Into the cache of the browser, where there are fields that may be used; nothing runs. */
export const preloadForms = (): void => {
  if (!importOther || !captures.size || !document.querySelector(FIELDS)) return
  const { src, ...rest } = allowed('forms', FORMS_HASH)
  const link = Object.assign(document.createElement('link'), rest)
  document.head.append(Object.assign(link, { rel: 'modulepreload', href: src }))
}

/** What is no module, or none of ours, counts as not there; the next occasion tries again. */
export const openForms = (): void => {
  if (!areFormsUsed) return
  opening =
    opening ??
    get()
      .then(({ start }) => {
        start({
          captures,
          caught,
          rawFields,
          record: call,
          thisMoment,
          createId,
          pageAddress,
          endpoint: edgeUrl(),
          mayStore,
          isConsent: isFormConsent(),
          emit,
          person: () => person,
          importFile: importOther,
          widgets,
        })
        endCatching()
      })
      .catch(() => {
        opening = undefined
      })
}
