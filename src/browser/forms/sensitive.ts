/** What must never leave the page, whatever a form calls it. Pure. */

/**
 * Words of fields that hold secrets, cards, codes, parts of a number, or nothing that a person
 * entered. The texts about a field come with commas between.
 */
const SECRET_WORDS =
  /\bpass([wcp,]|$)|card|one time|secur|verif|expir|tel (area|coun|ext)|\b(cc|cv[cv]|ssn|pin|otp)\b|,(file|hidden|submit|button|reset),/

const SOCIAL_SECURITY_NUMBER = /\b\d{3}-\d\d-\d{4}\b/

/** Fourteen digits and more as cards have them; a phone has fewer, or a + first. */
const CARD_NUMBER = /(^|[^+\d])[2-6]([\s.-]?\d){13}/

export const isSecretField = (words: string): boolean => SECRET_WORDS.test(words)

export const isSecretValue = (value: string): boolean =>
  SOCIAL_SECURITY_NUMBER.test(value) || CARD_NUMBER.test(value)
