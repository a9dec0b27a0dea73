const ASCII = /^[ -~]*$/
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}.]/gu

/** All spellings of a name are one: `Lead Source`, `leadSource` and `lead_source`; also of one in Hindi, by all its signs. */
export function looseName(name: string): string {
  const composed = ASCII.test(name) ? name : name.normalize('NFC')
  return composed.toLowerCase().replace(BETWEEN_WORDS, '')
}
