/**
 * JSON, also on pages where an old library has given all lists or objects a `toJSON` of its own: what
 * that says is not listened to. Dates must be texts already.
 */
export const stringify = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key: string) {
    return this[key]
  })
