/** Whether a form that was handed in introduces somebody. Pure. */
import type { JsonObject } from '../event.ts'
import { type FormField, wordsOf } from './field.ts'

const REGISTER =
  /regist|sign ?up|create|join|new account|anmeldung neu|konto (anleg|erstell)|in?scri|creer|crear|cadastr|criar|crea |aanmeld|trial|get started/

/** Forms that have an address in them and are none: leaving a list, a lost password, a coupon. */
const NO_SIGN_UP =
  /unsub|opt ?out|abmeld|abbestell|desabon|desinscri|darme de baja|cancel\w* (la |mi )?(su|in)scri|descadastr|disiscri|annulla iscri|uitschrij|afmeld|\bcookie|(forgot|reset|recover|recuper\w*|lost|vergess\w*|oublie|olvid\w*|esquec\w*|dimentic\w*|vergeten) ?(\w+ )?(pass|kenn|mot|contras|senha|wacht)|(passwor\w|passe|contrasena|senha|wachtwoord) (forgot|reset|recover|vergess|zuruck|oubli|olvid|esquec|dimentic|verget)|\b(promo|discount|coupon|voucher|gutschein|kortings|sconto|reduc\w*) ?(code|form|einlo)|(checkout|cart|apply|redeem|aplicar|usar) .*(coupon|cup[om]n|cupom|voucher|code)|gutscheincode|code promo|codice sconto/

/** Its id, name, action, label and the text of its button, and what it is for the browser. */
export interface FormFacts {
  about: string
  isSearch?: boolean | undefined
}

/** A log-in: the password of an account that is there, or nothing beside who and password. */
const isLogIn = (fields: FormField[], about: string): boolean => {
  const passwords = fields.filter(({ type }) => type === 'password')
  if (passwords.length !== 1) return false
  const tokens = `${passwords[0]?.autocomplete}`
  if (/current-password/.test(tokens)) return true
  if (/new-password/.test(tokens) || REGISTER.test(about)) return false
  const texts = fields.filter(
    ({ type }) => !/password|hidden|submit|button|reset|image|file|box|radio/.test(type),
  )
  return texts.length < 2
}

/** An address, a number or a full name: without one the CRM could not know whom it is about. */
export const introducesSomebody = ({
  email,
  phone,
  name,
  firstName,
  lastName,
}: JsonObject): boolean =>
  !!(email || phone || (firstName && lastName) || /\S\s+\S/.test(`${name ?? ''}`))

/** Why a form is no sign-up; nothing when it is one. */
export const whyNoSignUp = (
  traits: JsonObject,
  fields: FormField[],
  facts: FormFacts,
): string | undefined => {
  const about = wordsOf(facts.about)
  if (facts.isSearch) return 'a search'
  if (isLogIn(fields, about)) return 'a log-in'
  if (NO_SIGN_UP.test(about)) return 'not for signing up, by its name or button'
  return introducesSomebody(traits) ? undefined : 'no address, phone or full name in it'
}
