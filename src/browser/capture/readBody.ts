import { attempt } from '../lib/attempt.ts'

/** Longer ones are files. */
const LONGEST = 65_536

/** Frameworks' messages hold everything; a form's values are near the top. */
const flatten = (value: unknown, depth = 4): string =>
  typeof value === 'object' && value && depth
    ? Object.entries(value)
        .slice(0, 100)
        .map(([name, inner]) => `${name} ${flatten(inner, depth - 1)}`)
        .join(' ')
    : `${value ?? ''}`.slice(0, LONGEST)

/**
 * The text of what is sent. A stream can be read by its receiver only, and a file is none of our
 * business: they are empty texts.
 */
export const readBody = (body: unknown): string | Promise<string> => {
  if (typeof body === 'string') return body.slice(0, LONGEST)
  const kind = Object.prototype.toString.call(body).slice(8, -1)
  if (kind === 'FormData')
    return [...(body as FormData).values()].filter((value) => typeof value === 'string').join(' ')
  if (kind === 'URLSearchParams') return `${body}`
  if (kind === 'Request')
    return (
      attempt(() => (body as Request).clone().text())?.then(
        (text) => text.slice(0, LONGEST),
        () => '',
      ) ?? ''
    )
  if (kind === 'Blob')
    return (body as Blob).size > LONGEST ? '' : (body as Blob).text().catch(() => '')
  if (ArrayBuffer.isView(body) || kind === 'ArrayBuffer')
    return attempt(() => new TextDecoder().decode((body as ArrayBuffer).slice?.(0, LONGEST))) ?? ''
  return kind === 'Object' || kind === 'Array' ? (attempt(() => flatten(body)) ?? '') : ''
}
