import type { Message } from './message.ts'

/** A line is for reading; what a page wrote into one may be as long as it likes. */
const LINE_CHARACTERS = 500

/** Room for the last line, which says how many are missing. */
const REST_CHARACTERS = 30

/**
 * The message as one text, a line each, of at most `limit` characters: what comes after that is
 * counted. No line can pretend to be two. Pure.
 */
export function fitText(
  { title, lines }: Message,
  { limit, escapeText = asItIs }: { limit: number; escapeText?: (text: string) => string },
): string {
  const all = [`freshsales-edge: ${title}`, ...lines].map((line) => escapeText(oneLine(line)))
  const taken: string[] = []
  let room = limit - REST_CHARACTERS
  for (const line of all) {
    room -= line.length + 1
    if (room < 0) break
    taken.push(line)
  }
  const missing = all.length - taken.length
  return [...taken, ...(missing > 0 ? [`… and ${missing} more lines`] : [])].join('\n')
}

const asItIs = (text: string) => text

/** Without the end of a line and other control characters, and cut to be read. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return line.length > LINE_CHARACTERS
    ? `${line.slice(0, LINE_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`
    : line
}
