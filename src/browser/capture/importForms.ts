import { attempt } from '../lib/attempt.ts'
import { edgeUrl } from '../settings.ts'
import { VERSION } from '../version.ts'
import { FORMS_HASH } from './formsHash.ts'
import type { FormsKit } from './kit.ts'

/** The module that `forms.js` is. */
export interface FormsModule {
  start(kit: FormsKit): void
}

/** Only while the script runs for the first time is it known which one it is. */
const script = globalThis.document?.currentScript as HTMLScriptElement | null

/** The query tells logs and network panels who asked; what is served does not depend on it. */
const urlOfForms = (): string => {
  const path = `/sdk/${VERSION}/forms.js?sdk.js`
  return script?.src ? new URL(path, script.src).href : edgeUrl(path)
}

/** Where scripts need a nonce or a hash, so does this one. */
const isStrict = (): boolean => !!(script?.nonce || script?.integrity)

/** An element that may load under the page's policies: with the nonce of our own, and the hash of the build. */
const addElement = (name: 'link' | 'script', then?: (event: Event) => void): void => {
  const url = urlOfForms()
  const element = Object.assign(document.createElement(name), {
    nonce: script?.nonce ?? '',
    integrity: isStrict() ? FORMS_HASH : '',
    crossOrigin: 'anonymous',
    onload: then,
    onerror: then,
  })
  Object.assign(
    element,
    name === 'link'
      ? { rel: 'modulepreload', href: url }
      : {
          type: 'module',
          src:
            attempt(() =>
              (window as unknown as { trustedTypes: TrustedTypes }).trustedTypes
                .createPolicy('freshsales-edge', { createScriptURL: (text: string) => text })
                .createScriptURL(url),
            ) ?? url,
        },
  )
  document.head.append(element)
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (text: string) => string },
  ): { createScriptURL: (text: string) => string }
}

/** Into the cache of the browser; nothing runs. */
export const preloadForms = (): void => addElement('link')

/**
 * A module that an element has loaded, under its nonce and hash, is the one that `import` then
 * finds; it asks for it itself only where neither is needed.
 */
export const importForms = async (): Promise<FormsModule> => {
  if (isStrict()) await new Promise((done) => addElement('script', done))
  return import(urlOfForms())
}
