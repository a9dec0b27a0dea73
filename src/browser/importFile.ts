import { attempt } from './lib/attempt.ts'
import { ownScript } from './lib/ownScript.ts'
import { parseUrl } from './lib/parse.ts'
import { edgeUrl } from './settings.ts'
import { VERSION } from './version.ts'

/** Firefox keeps what came of an address, a failure as well: the next try has another. */
let again = ''

/** The query tells logs and network panels who asked; what is served does not depend on it. */
const urlOf = (file: string): string =>
  `${parseUrl(`/sdk/${VERSION}/${file}.js?sdk.js${again}`, ownScript?.src || edgeUrl())}`

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

/** May load under the page's policies: with the nonce of our own element, and the hash of the build. */
export const allowed = (
  file: string,
  hash: string,
): { src: string; nonce: string; integrity: string; crossOrigin: string } => {
  const url = urlOf(file)
  return {
    src: attempt(() => trusted(url)) ?? url,
    nonce: ownScript?.nonce ?? '',
    integrity: isStrict ? hash : '',
    crossOrigin: 'anonymous',
  }
}

/**
 * A module that an element has loaded, under its nonce and hash, is the one that `import` then
 * finds; it asks for it itself only where neither is needed, and never for one that the element refused.
 */
export const importFile = <Module>(file: string, hash: string): Promise<Module> =>
  bring<Module>(file, hash).catch((error) => {
    again += '+'
    throw error
  })

const bring = async <Module>(file: string, hash: string): Promise<Module> => {
  if (isStrict)
    await new Promise((done, fail) => {
      const element = document.createElement('script')
      document.head.append(
        Object.assign(element, allowed(file, hash), {
          type: 'module',
          onload: done,
          onerror: fail,
        }),
      )
    })
  return import(urlOf(file))
}
