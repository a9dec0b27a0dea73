/**
 * What the body of a successful answer says of the form it answers. JSON is looked at as data and
 * only at its upper levels: further down it tells of other things. Pure.
 */
import { wordsOf } from '../../protocol/form/field.ts'
import { attempt } from '../lib/attempt.ts'
import type { Says } from './evidence.ts'

type Opinion = 'yes' | 'no' | undefined

/** Keys under which answers are wrapped. */
const WRAPPER = /^(data|results?|response|payload|body|props|json|d|content|attributes|meta)$/

/** Keys that name what went wrong; not those of settings that only mention it. */
const FAULT_KEY =
  /error|fail|invalid|reject|exception|violation|denied|fault|\bissues?\b|problems?$/
const NO_FAULT_KEY =
  /^(no|hasno|err(no|code))|(url|uri|path|page|class|redirect|handler|template|count|messages?map)$/

const SUCCESS_KEY =
  /^(is|was|has|mail|email|form|message)?(success(ful(ly)?)?|succeeded|ok(ay)?|valid|status|sent|sended|created|saved|accepted|pass(ed)?|done|subscribed|submitted|result|registered|delivered|completed?|state|outcome|type|statustext|(status|result|ret(urn)?|err|response|http)?code|errno|httpstatus)$/

const NO_WORD =
  /^(no|nok|ko|n|false|0|bad|none)$|(^|[^a-z])(un|not?[ _-]?)?(err|fail|invalid|spam|reject|denied|deny|declin|refus|abort|missing|incomplete|expired|forbid|unauthor|unsuccess|duplicate|exists|wrong|bad_|blocked|not[ _-]?(ok|sent|valid|accepted|found|allowed))/
const NO_NO_WORD = /^(no|not|non|without|zero)[ _-]?\w*(err|fail|spam|reject|invalid)/

const YES_WORD =
  /^(ok(ay)?|y(es)?|true|1|succe\w*|(mail_)?sent|created|accepted|saved|done|subscribed|submitted|complete\w*|redirect|pending|queued|valid|passed|thanks?|received|registered)$/

const isEmptyWord = (text: string): boolean =>
  /^\s*(0|false|no|none|null|nil|ok|undefined|success)?\s*$/i.test(text)

/** Nothing in it that could be a fault, at any depth. */
const isEmpty = (value: unknown): boolean =>
  typeof value === 'string'
    ? isEmptyWord(value)
    : typeof value === 'object' && value
      ? Object.values(value).every(isEmpty)
      : !value

const wordSays = (word: string): Opinion => {
  const text = word.toLowerCase().trim()
  if (NO_NO_WORD.test(text)) return 'yes'
  return NO_WORD.test(text) ? 'no' : YES_WORD.test(text) ? 'yes' : undefined
}

/** `code: 0` is a yes where `success: 0` is a no; other numbers are statuses. */
const numberSays = (key: string, value: number): Opinion => {
  const isCode = /code|err/.test(key)
  if (value === (isCode ? 0 : 1) || (value > 199 && value < 300)) return 'yes'
  return (isCode ? value < 0 || value > 299 : value <= 0 || value > 399) ? 'no' : undefined
}

const valueSays = (key: string, value: unknown): Opinion => {
  if (/errorcode/.test(key) || (FAULT_KEY.test(key) && !NO_FAULT_KEY.test(key)))
    return isEmpty(value) ? undefined : 'no'
  if (!SUCCESS_KEY.test(key)) return undefined
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return numberSays(key, value)
  if (typeof value !== 'string') return undefined
  return /^-?\d+$/.test(value) ? numberSays(key, Number(value)) : wordSays(value)
}

const DEEPEST = 3

const dataSays = (data: unknown, depth = 0): Opinion => {
  if (typeof data === 'boolean') return data ? 'yes' : 'no'
  if (typeof data === 'number') return depth ? undefined : data ? 'yes' : 'no'
  if (typeof data === 'string') return depth ? undefined : wordSays(data)
  if (typeof data !== 'object' || !data || depth > DEEPEST) return undefined
  let said: Opinion
  for (const [name, value] of Object.entries(data).slice(0, 100)) {
    const key = name.replace(/[^a-z]/gi, '').toLowerCase()
    const opinion =
      Array.isArray(data) || (WRAPPER.test(key) && typeof value === 'object')
        ? typeof value === 'object'
          ? dataSays(value, depth + 1)
          : undefined
        : (valueSays(key, value) ?? withinMutation(value, depth))
    if (opinion === 'no') return 'no'
    said = said ?? opinion
  }
  return said
}

/** GraphQL has the faults of `data.createUser` in `userErrors` there. */
const withinMutation = (value: unknown, depth: number): Opinion =>
  depth && typeof value === 'object' && value && !Array.isArray(value)
    ? Object.entries(value).some(
        ([key, inner]) =>
          (/errors?$/i.test(key) && !isEmpty(inner)) ||
          (/^(success|ok)$/i.test(key) && inner === false),
      )
      ? 'no'
      : undefined
    : undefined

const parse = (text: string): { data: unknown } | undefined =>
  attempt(() => ({
    data: JSON.parse(text.replace(/^(\)\]\}',?|while\s*\(1\);|for\s*\(;;\);)/, '')),
  }))

/** `1:{"error":"taken"}`, as React's server actions answer: JSON in numbered lines. */
const linesSay = (text: string): Opinion => {
  const opinions = [...text.matchAll(/^\w+:([[{].*)$/gm)].map(([, json = '']) =>
    dataSays(parse(json)?.data),
  )
  return opinions.includes('no') ? 'no' : opinions.find(Boolean)
}

/** HTML that brings the form again, or words. */
const htmlSays = (text: string): Says => {
  const isForm = /<(form|input|textarea)\b/i.test(text)
  const plain = text
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>|<[^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const says =
    (plain.length < 20 ? wordSays(plain) : undefined) ??
    { thanks: 'yes' as const, fault: 'no' as const, none: undefined }[textSays(plain) ?? 'none']
  if (isForm)
    return /<[^>]*(aria-invalid=["']?true|class=["'][^"']*(error|invalid))/i.test(text) ||
      says === 'no'
      ? 'no'
      : 'unclear'
  return says ?? 'unclear'
}

export const answerSays = (text: string): Says => {
  if (!text.trim()) return 'taken'
  const json = parse(text)
  if (json && typeof json.data !== 'string') {
    const opinion = dataSays(json.data)
    if (opinion) return opinion
    const { message, msg } = Object(json.data) as Record<string, unknown>
    const words = textSays(`${message ?? msg ?? ''}`)
    return words === 'fault' ? 'unclear' : words ? 'yes' : 'taken'
  }
  return linesSay(text) ?? htmlSays(json ? `${json.data}` : text)
}

/** Longer ones are pages or articles, in which any word may stand. */
const LONGEST = 300

const FAULT =
  /\b(tr(y|ies) (it )?again|again later|errors?|invalid\w*|fail\w*|(un|in)succes\w*|wrong|incorrect|oops|sorry|unable|denied|reject\w*|refused|expired|missing|required|already|taken|exists?|spam|blocked|too (long|short|many|large)|not (valid|sent|found|allowed|accepted|be|been|a valid|possible|correct|match\w*|work)|(can|could|did|does|do|is|was|has|have) ?(no|n )t|please (\w+ )?(enter|fill|correct|check|provide|select|choose|complete|use|fix)|must|(valid|correct) (e ?mail|phone|address|name|number|url)|problem|issue|nope)\b|fehler|ungultig|fehlgeschlagen|erneut|leider|pflichtfeld|bitte (\w+ )*(eing|ausf|pruf|korrig|gib|geben|wahl)|bereits|schon (vergeben|registriert)|erreur|echec|echoue|reessay|veuillez|obligatoire|deja|desole|incorrecte?|introuvable|fallo|no (se pudo|es valid)|intent\w* de nuevo|obligatori|\b[yj]a (existe|esta)|lo sentimos|erro\b|falh|novamente|nao (foi|e valid)|desculp|errore|riprova|non (e |valid|riuscit)|gia |spiacent|fout|mislukt|ongeldig|opnieuw|verplicht|helaas|(is )?al (in gebruik|geregistreerd)/

const THANKS =
  /\b(thank(s| ?you)?|thx|received|submitted|subscribed|confirmed|(been|was|is|were|e ?mail|message|request|form) sent|sent$|you re (in|on the list)|signed up|registered|registration complete|check your (inbox|e ?mail|mail)|(get back|be in touch|contact you|reach out)|welcome aboard|all set|got it|done)\b|dank[et]|erfolgreich|gesendet|verschickt|erhalten|angemeldet|eingegangen|melden uns|merci|envoye|bien recu|inscription (est )?(confirm|reussi)|succes|gracias|enviad|rec[ei]bid|exito|suscrito|obrigad|sucesso|inscrit[oa]|grazie|inviat|ricevut|iscritto|dank (je|u)|verzonden|ontvangen|gelukt|aangemeld/

export const textSays = (text: string): 'thanks' | 'fault' | undefined => {
  if (text.length > LONGEST) return undefined
  const words = wordsOf(text)
  return FAULT.test(words) ? 'fault' : THANKS.test(words) ? 'thanks' : undefined
}
