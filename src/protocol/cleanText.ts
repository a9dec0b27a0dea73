/** Nothing to clean: printable ASCII and line ends. */
const CLEAN = /^[\n\x20-\x7e]*$/

/** Invisible: zero-width blanks, direction marks, soft hyphens. Joiners stay, for scripts and emoji need them. */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu

const BLANKS = /[^\S\r\n]+/gu

/** A text in one spelling (NFC), without invisible characters, every run of blanks one blank. Lines stay lines. */
export function cleanText(text: string): string {
  const visible = CLEAN.test(text) ? text : text.normalize('NFC').replace(INVISIBLE, '')
  return visible.replace(BLANKS, ' ').trim()
}

/** By which two names are the same to a person: whatever their case, their blanks and the way their accents are encoded. */
export function nameKey(name: string): string {
  return cleanText(name).replace(/\s+/g, ' ').toLowerCase().normalize('NFC')
}
