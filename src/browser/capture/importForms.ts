import { attempt } from '../lib/attempt.ts'
import { ownScript } from '../lib/ownScript.ts'
import { parseUrl } from '../lib/parse.ts'
import { edgeUrl } from '../settings.ts'
import { VERSION } from '../version.ts'
import { FORMS_HASH } from './formsHash.ts'
import type { FormsKit } from './kit.ts'

/** The module that `forms.js` is. */
export interface FormsModule {
  start(kit: FormsKit): void
}

/** The query tells logs and network panels who asked; what is served does not depend on it. */
const urlOf = (file: string): string =>
  `${parseUrl(`/sdk/${VERSION}/${file}.js?sdk.js`, ownScript?.src || edgeUrl())}`

interface Policy {
  createScriptURL: (text: string) => string
}

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy
}

let policy: Policy | undefined

/** Where scripts need a nonce or a hash, so do these. */
const isStrict = ownScript?.nonce || ownScript?.integrity

/** A page may allow each policy once. */
const trusted = (url: string): string => {
  policy =
    policy ??
    (window as unknown as { trustedTypes: TrustedTypes }).trustedTypes.createPolicy(
      'freshsales-edge',
      { createScriptURL: (text: string) => text },
    )
  return policy.createScriptURL(url)
}

/**
 * An element that may load under the page's policies: with the nonce of our own, and the hash of the
 * build. A link that fetches ahead, unless somebody waits for it.
 */
const addElement = (file: string, hash: string, then?: (event: Event) => void): void => {
  const url = urlOf(file)
  document.head.append(
    Object.assign(document.createElement(then ? 'script' : 'link'), {
      onload: then,
      onerror: then,
      type: then ? 'module' : '',
      src: attempt(() => trusted(url)) ?? url,
      nonce: ownScript?.nonce ?? '',
      integrity: isStrict ? hash : '',
      crossOrigin: 'anonymous',
      rel: 'modulepreload',
      href: url,
    }),
  )
}

/** What carries calls out, and what a browser checks it against: the build puts the hash of the file here. */
export const DELIVERY = ['deliver', 'sha256-DELIVER'] as const

/** Into the cache of the browser; nothing runs. */
export const preloadForms = (): void => {
  addElement('forms', FORMS_HASH)
  addElement(...DELIVERY)
}

/**
 * A module that an element has loaded, under its nonce and hash, is the one that `import` then
 * finds; it asks for it itself only where neither is needed.
 */
export const importFile = async <Module>(file: string, hash: string): Promise<Module> => {
  if (isStrict) await new Promise((done) => addElement(file, hash, done))
  return import(urlOf(file))
}

export const importForms = (): Promise<FormsModule> => importFile('forms', FORMS_HASH)
