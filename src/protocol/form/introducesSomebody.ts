/** Whether a form that was handed in introduces somebody. Pure. */
import type { JsonObject } from '../event.ts'
import { type FormField, wordsOf } from './field.ts'

const REGISTER =
  /regist|sign ?up|create|join|new account|anmeldung neu|konto (anleg|erstell)|in?scri|creer|crear|cadastr|criar|crea |aan(meld|mak)|trial|get started|kostenlos|gratis|\bfree\b/

const LOG_IN =
  /log ?[io]n\b|sign ?in\b|magic link|connexion|iniciar ses|(ein|in)logg|resend|erneut send|renvoyer|reenvi/

/** A password that was forgotten, where none is asked for. */
const PASSWORD = /pass ?w|kenn ?w|mot de passe|contrasen|senha|wachtwoord|reset link|recover/

/** Forms that have an address in them and are none: leaving a list, asking for what is there, a coupon. */
const NO_SIGN_UP =
  /unsub|opt ?out|remove me|delete (my|your|account)|abmeld|abbestell|desabon|desinscri|dar[ms]e de baja|cancel\w* (la |mi )?(su|in)scri|descadastr|disiscri|(annull|cancell)\w* (\w+ )*iscri|uitschrij|afmeld|cookie (pref|cons|bann|sett|noti|choic)|(mail|subscription) pref|track (\w+ )?(order|pack|parcel|ship)|order status|verfolg|balance|^(?!.*\b(request|get|an|my) ).*\binvit(e|ations?)$|^(?!.*\b(get|send|claim|unlock|erhalt|sicher|recev|recib|receb|ricev|ontvang)).*(\b(promo|discount|coupon|voucher|gutschein|kortings|sconto|reduc\w*) ?(code|form|einlo)|(checkout|cart|apply|redeem|aplicar|usar) .*(coupon|cup[om]n|cupom|voucher|code)|gutscheincode|code promo|codice sconto)/

/** Its id, name, action, label and the text of its button, and what it is for the browser. */
export interface FormFacts {
  about: string
  isSearch?: boolean | undefined
}

/** A log-in: the password of an account that is there, one that was forgotten, or nothing beside who and password. */
const isLogIn = (fields: FormField[], about: string): boolean => {
  const [password, ...more] = fields.filter(({ type }) => type === 'password')
  if (PASSWORD.test(about) && (!password || /reset|forg|recover|change/.test(about))) return true
  if (more[0]) return false
  const tokens = `${password?.autocomplete}`
  if (/current-password/.test(tokens)) return true
  if (/new-password/.test(tokens) || REGISTER.test(about)) return false
  const texts = fields.filter(
    ({ type }) => !/password|hidden|submit|button|reset|image|file|box|radio/.test(type),
  )
  const isNamed = LOG_IN.test(about)
  return password ? isNamed || !texts[1] : isNamed && !texts[1]
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
