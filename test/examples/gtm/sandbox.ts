// Runs in Node and, as its source text, in a page: it uses nothing from outside but its arguments.

/** The functions that a template may require, on a window. */
export interface SandboxOptions {
  // biome-ignore lint/suspicious/noExplicitAny: of a page
  window: any
  /** By API: which arguments it may be called with; what is missing here needs no permission. */
  permissions: { id: string; values: { [name: string]: unknown } }[]
  /** Consent mode. */
  granted: { [type: string]: boolean }
  listeners: ((type: string, granted: boolean) => void)[]
}

type Api = (...given: never[]) => unknown

/** Tag Manager's APIs as its documentation has them; each checks the permission that it needs. */
export function createSandbox({ window, permissions, granted, listeners }: SandboxOptions): {
  [name: string]: Api
} {
  const valuesOf = (id: string) => permissions.find((one) => one.id === id)?.values
  const need = (isAllowed: unknown, what: string): void => {
    if (!isAllowed) throw new Error(`no permission: ${what}`)
  }
  const mayUse = (key: string, ...ways: ('read' | 'write' | 'execute')[]): void => {
    const keys = (valuesOf('access_globals')?.['keys'] ?? []) as { [name: string]: unknown }[]
    const found = keys.find((one) => one['key'] === key)
    need(found && ways.every((way) => found[way]), `access_globals ${ways} ${key}`)
  }
  const mayAsk = (type: string): void => {
    const types = (valuesOf('access_consent')?.['consentTypes'] ?? []) as {
      [name: string]: unknown
    }[]
    need(
      types.some((one) => one['consentType'] === type && one['read']),
      `access_consent ${type}`,
    )
  }
  const mayInject = (url: string): boolean =>
    ((valuesOf('inject_script')?.['urls'] ?? []) as string[]).some((pattern) =>
      url.startsWith(pattern.replace(/\*$/, '')),
    )
  const at = (path: string) => path.split('.').reduce((value, name) => value?.[name], window)
  const ownerOf = (path: string) => at(path.split('.').slice(0, -1).join('.')) ?? window
  const last = (path: string) => path.split('.').pop() as string

  return {
    addConsentListener: (type: string, listener: never) => {
      mayAsk(type)
      listeners.push(listener)
    },
    callInWindow: (path: string, ...given: unknown[]) => {
      mayUse(path, 'execute')
      return ownerOf(path)[last(path)]?.(...given)
    },
    callLater: (act: () => void) => void setTimeout(act),
    copyFromWindow: (path: string) => {
      mayUse(path, 'read')
      return at(path)
    },
    createQueue: (path: string) => {
      mayUse(path, 'read', 'write')
      const list = ownerOf(path)
      list[last(path)] = list[last(path)] ?? []
      return (entry: unknown) => list[last(path)].push(entry)
    },
    encodeUriComponent: (text: string) => encodeURIComponent(text),
    getReferrerUrl: () => {
      need(valuesOf('get_referrer'), 'get_referrer')
      return window.document.referrer
    },
    getTimestampMillis: () => Date.now(),
    getType: (value: unknown) =>
      Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value,
    getUrl: () => {
      need(valuesOf('get_url')?.['urlParts'] === 'any', 'get_url')
      return window.location.href
    },
    injectScript: (url: string, onSuccess: () => void, onFailure: () => void, token: string) => {
      need(mayInject(url), `inject_script ${url}`)
      const { document } = window
      if (window.injected?.includes(token)) return onSuccess()
      window.injected = [...(window.injected ?? []), token]
      const script = Object.assign(document.createElement('script'), { src: url, async: true })
      script.onload = onSuccess
      script.onerror = onFailure
      document.head.append(script)
    },
    isConsentGranted: (type: string) => {
      mayAsk(type)
      return granted[type] ?? true
    },
    logToConsole: (...given: unknown[]) => {
      need(valuesOf('logging'), 'logging')
      console.log(...given)
    },
    makeTableMap: (rows: { [column: string]: unknown }[], keyColumn: string, valueColumn: string) =>
      Object.fromEntries(rows.map((row) => [row[keyColumn], row[valueColumn]])),
    queryPermission: (id: string, url: string) => id === 'inject_script' && mayInject(url),
    readTitle: () => {
      need(valuesOf('read_title'), 'read_title')
      return window.document.title
    },
    setInWindow: (path: string, value: unknown, isForced: boolean) => {
      mayUse(path, 'read', 'write')
      const owner = ownerOf(path)
      if (owner[last(path)] !== undefined && !isForced) return false
      owner[last(path)] = value
      return true
    },
  } as { [name: string]: Api }
}
