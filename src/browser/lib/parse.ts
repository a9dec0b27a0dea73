import { attempt } from './attempt.ts'

/** JSON, or nothing. Nothing must not be parsed: exceptions are expensive. */
export const parse = <T>(text: string | undefined): T | undefined =>
  attempt(() => text && JSON.parse(text))

/** The older name of `URL`, which no page takes for a variable of its own. */
interface Aliased {
  webkitURL?: typeof URL
}

/** An address, or nothing where it is none. */
export const parseUrl = (href: string, base?: string | URL): URL | undefined =>
  attempt(() => new ((globalThis as Aliased).webkitURL ?? URL)(href, base))

/**
 * JSON, also on pages where an old library has given all lists or objects a `toJSON` of its own: what
 * that says is not listened to. Longer texts are cut.
 */
export const stringify = (value: unknown, longest?: number): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key: string) {
    const given = this[key] as Partial<Date>
    const item = given?.toISOString?.() ?? given
    return typeof item === 'string' ? item.slice(0, longest) : item
  })
