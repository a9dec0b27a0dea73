/** What people who write JSON by hand get wrong, the first that is found is told. */
const FAULTS: readonly (readonly [found: RegExp, advice: string])[] = [
  [
    /[\u201c-\u201f\u2018-\u201b\u00ab\u00bb]/,
    'write plain quotes (") instead of typographic ones',
  ],
  [/[{[,:]\s*'/, `write double quotes (") instead of single ones (')`],
  [/,\s*[}\]]/, 'take away the comma before the closing bracket'],
  [/["}\]\d]\s*\n?\s+"/, 'there is a comma missing between two entries'],
  [/[{,]\s*[A-Za-z_][\w ]*\s*:/, 'write names in double quotes, such as {"name": "value"}'],
  [/^\s*[^{["\s]/, 'it has to begin with a bracket, such as {"name": "value"}'],
]

/** Why a text is no JSON, in words that say what to mend. */
export function jsonFault(text: string): string {
  const given = text.slice(0, MAX_CHARACTERS)
  const [, advice] = FAULTS.find(([found]) => found.test(given)) ?? []
  if (advice !== undefined) return `is not JSON: ${advice}`
  const opened = count(given, /[{[]/g)
  const closed = count(given, /[}\]]/g)
  return opened === closed
    ? 'is not JSON; check quotes and commas'
    : `is not JSON: a ${opened > closed ? 'closing' : 'opening'} bracket is missing`
}

/** No setting is longer. */
const MAX_CHARACTERS = 20_000

const count = (text: string, of: RegExp) => text.match(of)?.length ?? 0
