/** What must never leave the page, whatever a form calls it. Pure. */

/** Words of fields that hold secrets, cards, or nothing a person typed for the site to know. */
const SECRET_WORDS =
  /\bpass|password|kennwort|contrasen|senha|wachtwoord|mot de passe|security (code|n)|social sec|captcha|token|csrf|honey|one time|\b(credit|karte|carte|tarjeta|carta|cartao|iban|cc|cvc|cvv|csc|pin|otp|ssn|tan|hp)\b|card/

const SSN = /\b\d{3}-\d{2}-\d{4}\b/
/** Thirteen to nineteen digits as cards have them; a number that starts with + is a phone. */
const CARD = /(?<![+\d])[2-6](?:[ -]?\d){12,18}(?!\d)/g

/** The checksum that every card number satisfies. */
const satisfiesLuhn = (digits: string): boolean =>
  [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (1 + (index % 2))
    return sum + (value > 9 ? value - 9 : value)
  }, 0) %
    10 ===
  0

export const isSecretField = (words: string): boolean => SECRET_WORDS.test(words)

export const isSecretValue = (value: string): boolean =>
  SSN.test(value) ||
  (value.match(CARD) ?? []).some((number) => satisfiesLuhn(number.replace(/\D/g, '')))
