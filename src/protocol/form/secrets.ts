/** What must never leave the page, whatever a form calls it. Pure. */
import { isSurelyPhone } from './traitTable.ts'

/** Types whose values are nobody's business, or nothing that a person entered. */
const SECRET_TYPE = /^(password|hidden|file|submit|button|reset|image)$/

/** Tokens of `autocomplete`. Those for passwords are given to any field to switch filling off. */
const SECRET_TOKEN = /\bcc |one time|tel (area|coun|ext)/

const CARD =
  /\b(cards?|karte|carte|tarjeta|cartao|carta|kaart)\b|card ?(number|no|num|holder)|kredit|karten|kaart(num|hou)/

const CODE =
  /\bpass ?(words?|code|wd|wort|phrase|e)?\b|\b(pwd|kennwort|mot de passe|contrasena|clave|senha|wachtwoord|parola|cvv2?|cvc2?|csc|cvn|ssn|t?otp\d*|mfa|2fa|twofa|m?tan|pin|iban|secret (key|answer|question|word|phrase)|captcha|nonce|csrf|token)\b|(^|client |api )secret$|(secur\w*|verif\w*|auth\w*|confirmation|activation|access|sicherheits?) ?number\b|verify your|soci\w+ secur|secur\w+ soci|sozialv|pruf ?ziffer|expir|two factor|(seed|recovery) phrase|private key/

/** A code of any kind, if it looks like one; but for those of places and phones. */
const ANY_CODE = /cod(es?|igos?|ic[ei])\b/

const NO_SECRET_CODE = /zip|post|country|landes|dial|area/

const SOCIAL_SECURITY_NUMBER = /\b\d{3}-\d\d-\d{4}\b/g

/** Digits with blanks, dots or hyphens between; a + before them makes the first ones a phone number. */
const DIGITS = /\+?\d(?:[\s.-]?\d){12,}/g

/** India's name of a postal code. Any other PIN is a secret. */
export const PIN_CODE = /^(area )?pin ?code$/

interface Texts {
  type: string
  autocomplete: string
  /** Name, id and labels. Like `autocomplete` as `wordsOf` makes them. */
  others: string[]
  value: string
  /** Its name or label tells a trait: then a password's token is there to switch filling off. */
  isKnown: boolean
}

/** Told by the field itself: what its label remarks beside ("we keep it secure") makes no secret. */
export const isSecretField = ({ type, autocomplete, others, value, isKnown }: Texts): boolean =>
  SECRET_TYPE.test(type) ||
  (type !== 'email' &&
    (others.some((text) => CARD.test(text)) ||
      (!isSurelyPhone(value) &&
        (SECRET_TOKEN.test(autocomplete) ||
          (!isKnown && type !== 'tel' && /password/.test(autocomplete)) ||
          others.some((text) => CODE.test(text) && !PIN_CODE.test(text)) ||
          (/^(?=.*\d)\S{3,10}$/.test(value) &&
            ANY_CODE.test(`${others}`) &&
            !NO_SECRET_CODE.test(`${others}`) &&
            !others.some((text) => PIN_CODE.test(text)))))))

/** Every second digit doubled: what all cards have in common (ISO/IEC 7812). */
const isCard = (digits: string): boolean => {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false
  let sum = 0
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (1 + (index % 2))
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

/** Cuts out a card, which begins and ends where groups of digits do. */
const withoutCards = (run: string): string => {
  const groups = run.split(/(?=[\s.-])/)
  for (let from = 0; from < groups.length; from++)
    for (let to = groups.length; to > from; to--) {
      const text = groups.slice(from, to).join('')
      if (text[0] !== '+' && isCard(text.replace(/\D/g, '')))
        return `${groups.slice(0, from).join('')}…${withoutCards(groups.slice(to).join(''))}`
    }
  return run
}

/** The text without numbers of cards and soci\w+ secur|secur\w+ soci|sozialvity. */
export const redact = (text: string): string =>
  text.replace(SOCIAL_SECURITY_NUMBER, '…').replace(DIGITS, withoutCards)
