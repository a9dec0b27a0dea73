/** The path of an address as people read it, with a fragment that routes; without host and query. */
export function pathIn(url: string): string {
  const path = url
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
    .replace(/[?].*$|#(?![/!]).*$/s, '')
  return readable(path === '' ? '/' : path)
}

/** `/%C3%BCber-uns` is `/über-uns` to people. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Not every address is encoded well; then it is shown as it came.
    return path
  }
}
