/** The path of an address as people read it, with a fragment that routes; without host and query. */
export function pathIn(url: string): string {
  const path = url
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
    .replace(/[?].*$|#(?![/!]).*$/s, '')
  return readable(path === '' ? '/' : path)
}

/** The ends of lines, and what turns the direction of a text: with them a path could pass for what is said of it. */
const DECEPTIVE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u

/** `/%C3%BCber-uns` is `/über-uns` to people. */
function readable(path: string): string {
  try {
    const text = decodeURIComponent(path)
    return DECEPTIVE.test(text) ? path : text
  } catch {
    // Not every address is encoded well; then it is shown as it came.
    return path
  }
}
