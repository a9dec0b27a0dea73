import { cleanText } from '../../../protocol/cleanText.ts'

/** Nothing that is called by a name is longer. */
const MAX_CHARACTERS = 500

/** One line of at most so many bytes, without addresses and long numbers: anybody can write them, and others read it. Pure. */
export function harmlessText(text: string, maxBytes: number): string {
  const line = cleanText(text.slice(0, MAX_CHARACTERS).replace(/[\p{Cc}\s]/gu, ' '))
  const words = line.split(/([ /])/).map((word) => (/@|%40/.test(word) ? '…' : word))
  return cutBytes(words.join('').replace(/\d{7,}/g, '…'), maxBytes)
}

/** Never within a character. */
function cutBytes(text: string, limit: number): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= limit) return text
  const room = limit - new TextEncoder().encode('…').length
  return `${new TextDecoder().decode(bytes.subarray(0, room)).replace(/\uFFFD+$/, '')}…`
}
