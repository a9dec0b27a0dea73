/** What must never leave the page, whatever a form calls it. Pure. */

/** Words of fields that hold secrets, cards, codes, or nothing that a person entered. */
const SECRET_WORDS =
  /pass|card|one time|\b(cc|cv[cv]|ssn|pin|otp|file|hidden|submit|button|reset)\b/

const SOCIAL_SECURITY_NUMBER = /\b\d{3}-\d\d-\d{4}\b/

/** Thirteen to nineteen digits as cards have them; a phone has a + first. */
const CARD_NUMBER = /(?<![+\d])[2-6](?:[ -]?\d){12,18}(?!\d)/g

/** What twice a digit counts in the checksum that every card number satisfies. */
const TWICE = '0246813579'

const isCard = (number: string): boolean =>
  [...number.replace(/\D/g, '')]
    .reverse()
    .reduce((sum, digit, index) => sum + Number(index % 2 ? TWICE[Number(digit)] : digit), 0) %
    10 ===
  0

export const isSecretField = (words: string): boolean => SECRET_WORDS.test(words)

export const isSecretValue = (value: string): boolean =>
  SOCIAL_SECURITY_NUMBER.test(value) || !!value.match(CARD_NUMBER)?.some(isCard)
