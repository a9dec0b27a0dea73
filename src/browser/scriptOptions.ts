import type { Options } from './options.ts'

/** The `data-` attributes of the script tag as options. */
export function scriptOptions(script: HTMLElement & { src: string }): Options {
  const { dataset, src } = script
  /** Bare or with any value but "false". */
  const isOn = (name: string): boolean => (dataset[name] ?? 'false') !== 'false'
  const list = (name: string): string[] | undefined =>
    dataset[name]?.split(/[\s,]+/).filter(Boolean)
  return {
    writeKey: dataset['writeKey'] ?? '',
    endpoint: dataset['endpoint'] ?? new URL(src).origin,
    pages: isOn('pages'),
    forms: isOn('forms') && (dataset['forms'] || true),
    consent: dataset['consent'] as Options['consent'],
    gpc: dataset['gpc'] as Options['gpc'],
    cookieless: isOn('cookieless'),
    cookieDomain: dataset['cookieDomain'],
    serverCookie: isOn('serverCookie'),
    query: list('query'),
    linkDomains: list('linkDomains'),
  }
}
