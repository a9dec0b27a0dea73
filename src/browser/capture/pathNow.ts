/** The path of the page, with a fragment that routes. */
export const pathNow = (): string =>
  location.pathname + (/^#!?\//.test(location.hash) ? location.hash : '')
