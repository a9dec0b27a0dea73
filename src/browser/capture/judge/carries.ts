/** Whether what left the page carries what was entered, however it was written. Pure. */
import { attempt } from '../../lib/attempt.ts'

/** Percent signs and JSON's escapes undone as often as there are any, without case, blanks and order. */
const plain = (text: string): string => {
  let decoded = text.replace(/\\u([\da-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  for (let before = ''; before !== decoded && /%[\da-f]{2}/i.test(decoded); ) {
    before = decoded
    decoded = before.replace(
      /(%[\da-f]{2})+/gi,
      (escaped) => attempt(() => decodeURIComponent(escaped)) ?? escaped,
    )
  }
  return decoded
    .normalize()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, '')
}

/** Long runs of base64 are looked into. */
const unpacked = (text: string): string =>
  (text.match(/[\w+/-]{24,}={0,2}/g) ?? [])
    .slice(0, 20)
    .map((run) => attempt(() => atob(run.replace(/-/g, '+').replace(/_/g, '/'))))
    .map((bytes = '') =>
      new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0))),
    )
    .join(' ')

/** How many of the values are in the text, as a whole or word by word: pages divide names and lines. */
export const carries = (text: string, values: string[]): number => {
  if (!text) return 0
  const sent = plain(`${text} ${unpacked(text)}`)
  return values.filter((value) => value.split(/\s+/).every((word) => sent.includes(plain(word))))
    .length
}

/** Addresses of requests that only ask or tell about a form, by their last part. */
export const isAside = (address: string): boolean =>
  /check(?!out|in)|verif|validat|exist|availab|uniq|autosave|draft|lookup|suggest|autocomplete|typeahead|^(?!.*(sign|regist|request)).*(collect|track|analytic|pixel|telemetry|metric|beacon|\b(log|event)s?\b)/i.test(
    address.replace(/[?#].*/, '').replace(/.*\//, ''),
  )
