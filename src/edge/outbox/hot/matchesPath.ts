/**
 * Whether a path matches a pattern in which `*` stands for anything. Intentionally no regular expression:
 * a page chooses the path, and one with several `.*` can be kept busy for ever.
 */
export function matchesPath(path: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const text = withoutSlash(path.toLowerCase())
  if (rest.length === 0) return text === withoutSlash(first)
  if (!text.startsWith(first)) return `${text}/` === first && rest.every((part) => part === '')
  const last = rest.pop() ?? ''
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}

/** `/pricing/` is the page that `/pricing` is. */
const withoutSlash = (path: string) => (path.length > 1 ? path.replace(/\/$/, '') : path)
