/** What must never leave the page, whatever a form calls it. Pure. */

/** Words of fields that hold secrets, cards, codes, or nothing that a person entered. */
const SECRET_WORDS =
  /pass|card|one time|\b(cc|cv[cv]|ssn|pin|otp|file|hidden|submit|button|reset)\b/

const SOCIAL_SECURITY_NUMBER = /\b\d{3}-\d\d-\d{4}\b/

/** Fourteen digits and more as cards have them; a phone has fewer, or a + first. */
const CARD_NUMBER = /(?<![+\d])[2-6]([ -]?\d){13}/

export const isSecretField = (words: string): boolean => SECRET_WORDS.test(words)

export const isSecretValue = (value: string): boolean =>
  SOCIAL_SECURITY_NUMBER.test(value) || CARD_NUMBER.test(value)
