/** What must never leave the page, whatever a form calls it. Pure. */

/** Types that are never read, or hold nothing a person entered. */
const NEVER = /pass|hidden|file|submit|button|image|reset|search|fields|output/

/** Words of fields that hold secrets, cards, codes, and traps for robots. */
const SECRET_WORDS =
  /pass|card|cv[cv]|iban|social|one ?time|captcha|token|honey|\b(cc|ssn|pin|otp)\b/

/** US social security numbers, and thirteen to nineteen digits as cards have them; a phone has a + first. */
const SUSPICIOUS = /\b\d{3}-\d\d-\d{4}\b|(?<![+\d])[2-6](?:[ -]?\d){12,18}(?!\d)/g

/** The checksum that every card number satisfies. */
const isCard = (digits: string): boolean =>
  [...digits].reduceRight((sum, digit, index) => {
    const value = Number(digit) * (1 + ((digits.length - 1 - index) % 2))
    return sum + (value > 9 ? value - 9 : value)
  }, 0) %
    10 ===
  0

export const isSecretField = (type: string, words: string): boolean =>
  NEVER.test(type) || SECRET_WORDS.test(words)

export const isSecretValue = (value: string): boolean =>
  (value.match(SUSPICIOUS) ?? []).some((found) => {
    const digits = found.replace(/\D/g, '')
    return digits.length === 9 || isCard(digits)
  })
