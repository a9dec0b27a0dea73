const OWNERS = [Array.prototype, Object.prototype] as object[]

/** JSON, also on pages where an old library has given all lists or objects a `toJSON` of its own. */
export const stringify = (value: unknown): string => {
  const given = OWNERS.map((owner) => Object.getOwnPropertyDescriptor(owner, 'toJSON'))
  for (const owner of OWNERS) Reflect.deleteProperty(owner, 'toJSON')
  const text = JSON.stringify(value)
  for (const [index, descriptor] of given.entries())
    if (descriptor) Object.defineProperty(OWNERS[index] as object, 'toJSON', descriptor)
  return text
}
