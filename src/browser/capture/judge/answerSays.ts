/**
 * What the body of a successful answer says of the form it answers. JSON is looked at as data and
 * only at its upper levels: further down it tells of other things. Pure.
 */
import { wordsOf } from '../../../protocol/form/field.ts'
import { attempt } from '../../lib/attempt.ts'
import type { Says } from '../evidence.ts'

type Opinion = 'yes' | 'no' | undefined

/** Keys under which answers are wrapped. */
const WRAPPER =
  /^(data|messages?|results?|response|payload|body|props|json|d|content|attributes|meta|flash)$/

/** Keys that name what went wrong; not those of settings that only mention it. */
const FAULT_KEY =
  /error|^err|fehl|^fout|fail|invalid|reject|exception|violation|denied|fault|^issues|problems?$/
const NO_FAULT_KEY =
  /^(no|hasno|err(no|code))|(url|uri|path|page|class|redirect|handler|template|map)$/

const SUCCESS_KEY =
  /^(is|was|has|e?mail|form|message)?(suc+e\w*|erfolg\w*|exito|ok(ay)?|valid(ated)?|stored|processed|(http)?status(text)?|sent|created|saved|accepted|pass(ed)?|done|subscribed|submitted|result|registered|delivered|completed?|state|outcome|type(name)?|ret|(status|result|ret(urn)?|err|response|http)?code|errno)$/

/** Beside those that a page would show to people. */
/** Values that are a no under any key. */
const PLAIN_NO = /^(error|fail(ed|ure)?|invalid|danger)$/i

const NO_WORD =
  /^(no(k|ne)?|ko|ng|n|false|0|bad)$|conflict|unproc|timeout|danger|warn|deny|declin|abort|incompl|forbid|unauth|duplic|\bbad |not ok|^err/
const NO_NO_WORD = /^(no|not|non|without|zero)( \w+)? ?(err|fail|spam|reject|inval)/

const YES_WORD =
  /^(ok(ay)?|y(es)?|true|1|created|accepted|saved|complete\w*|redirect|pending|queued|valid|passed)$/

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
  const text = wordsOf(word)
  const says = textSays(word)
  if (NO_NO_WORD.test(text)) return 'yes'
  if (says === 'fault' || NO_WORD.test(text)) return 'no'
  return says || YES_WORD.test(text) ? 'yes' : undefined
}

/** `code: 0` is a yes where `success: 0` is a no; other numbers are statuses. */
const numberSays = (key: string, value: number): Opinion => {
  const isCode = /code|err|^ret/.test(key)
  if (value === (isCode ? 0 : 1) || (value > 199 && value < 300)) return 'yes'
  return (isCode ? value < 0 || value > 299 || /err/.test(key) : value <= 0 || value > 399)
    ? 'no'
    : undefined
}

const valueSays = (key: string, value: unknown): Opinion => {
  if (/errorcode/.test(key) || (FAULT_KEY.test(key) && !NO_FAULT_KEY.test(key)))
    return isEmpty(value) ? undefined : 'no'
  if (typeof value === 'string' && PLAIN_NO.test(value) && !NO_FAULT_KEY.test(key)) return 'no'
  if (value === true && /spam|blocked|duplic/.test(key)) return 'no'
  if (!SUCCESS_KEY.test(key)) return undefined
  if (value === null && /^(success|ok)$/.test(key)) return 'no'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return numberSays(key, value)
  if (typeof value !== 'string') return undefined
  return /^-?\d+$/.test(value) ? numberSays(key, Number(value)) : wordSays(value)
}

const DEEPEST = 3

const dataSays = (data: unknown, depth = 0): Opinion => {
  if (typeof data === 'boolean') return data ? 'yes' : 'no'
  if (typeof data === 'number') return depth ? undefined : data > 0 ? 'yes' : 'no'
  if (typeof data === 'string') return depth ? undefined : wordSays(data)
  if (typeof data !== 'object' || !data || depth > DEEPEST) return undefined
  let said: Opinion
  for (const [name, given] of Object.entries(data).slice(0, 100)) {
    const key = name.replace(/[^a-z]/gi, '').toLowerCase()
    // JSON in JSON, as `{"d":"{…}"}`.
    const value = (/^\s*[[{]/.test(`${given}`) && parse(`${given}`)?.data) || given
    const isWrapped = typeof value === 'object' && (Array.isArray(data) || WRAPPER.test(key))
    const opinion = isWrapped
      ? dataSays(value, depth + 1)
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
          (key === '__typename' && /Error$/.test(`${inner}`)) ||
          (/^(success|ok)$/i.test(key) && inner === false),
      )
      ? 'no'
      : undefined
    : undefined

/** Also what stands behind a guard (`)]}'`) or a server's warnings, or in a call. */
const WITHIN = /^(?!\s*<(?!br))[\s\S]*?(\[?\{[\s\S]*\}\]?)[^[\]{}]*$/

const parse = (text: string): { data: unknown } | undefined =>
  attempt(() => ({ data: JSON.parse(text) })) ??
  attempt(() => ({ data: JSON.parse(WITHIN.exec(text)?.[1] ?? '') }))

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
  /\b(tr(y|ies) (it )?again|again later|wrong|oops|sorry|unable|missing|required|already|taken|exists?|spam|blocked|must|problem|an issue|nope|too (long|short|m\w+|large)|please (\w+ )?(enter|fill|correct|provide|select|choose|complete|use|fix)|(check|correct|fix) (the|your) (?!inbox|e?mail)|not (valid|sent|found|allowed|accepted|be|been|a|possible|correct|match\w*|work)|(can|could|did|does|do|is|was|has|have) ?(no|n )t|valid (e|phone|address|name|number|url)|bitte (\w+ )*(eing|ausf|pruf|korrig|g[ie]b|wahl)|no (se pudo|es|valid)|[yj]a (ex|est)|nao (foi|e)|non (e |valid|riuscit)|gia |al (in g|geregi))|\b(in|un)(val|succ|corr)|\b(konnte|kann|wurde|ist|kon|kan|is|werd)\w* (\w+ )?(nicht|niet)\b|impossib|exceed|mismatch|preench|fullen sie|(compila|complete|vul) (\w+ )?(t[uo]tt?[io]|tod|los|alle)|\berro\b|err(or|eur)\b|errors|fehl|fail|mislukt|reject|refused|denied|expired|ungultig|erneut|leider|pflichtf|bereits|schon (verg|reg)|echec|echoue|reessay|veuillez|obb?[lr]igato|deja|desole|introuv|de nuevo|lo sentimos|falh|novamente|desculp|errore|riprova|spiacent|fout|ongeldig|opnieuw|verplicht|helaas/

const THANKS =
  /\b(thx|received|delivered|submi(tted|ssion suc)|subscribed|confirmed|complet(ed|ad[oa]|at[oa])|reussi\w*|added to|(been|was|is|were|e ?mail|message|request|form) sent|sent$|you re (in|on)|signed up|registered|check your (inbox|e?mail)|get back|be in touch|contact you|reach out|welcome (aboard|to)|all set|got it|done)\b|\bthank|\bdank|danke|bedankt|erfolgreich|(ge|ver)(sen|schi)[dc]?k?[et]+t|erhalten|angemeldet|eingegangen|melden uns|merci|envoye|recu\b|confirmee|succes|gracias|enviad|rec[ei]bid|exito|suscrito|obrigad|inscri(t[oa]|tion)|grazie|inviat|ricevut|iscritto|verzonden|ontvangen|gelukt|aangemeld|sucesso/

/** What follows then is advice ("check your spam", "you must confirm"). */
const BEGINS_WITH_THANKS =
  /^(no errors? )?(thank|(vielen |herzlichen )?dank|merci|gracias|obrigad|grazie|bedankt)(?!.*\b(but|fail\w*|aber|mais|pero|mas|maar)\b)/

export const textSays = (text: string): 'thanks' | 'fault' | undefined => {
  if (text.length > LONGEST) return undefined
  const words = wordsOf(text)
  if (BEGINS_WITH_THANKS.test(words)) return 'thanks'
  return FAULT.test(words) ? 'fault' : THANKS.test(words) ? 'thanks' : undefined
}
