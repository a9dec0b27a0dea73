import { type RecordObject, TABLES } from '../mapping/tables.ts'
import type { Labels } from './labels.ts'
import { mentionedField } from './mentioned.ts'

/** How Freshsales says that a field must be filled in, in the five languages of its error texts that are told of. */
export const COMPULSORY = new RegExp(
  [
    "(?:can't|can’t|cannot|must not|may not) be (?:empty|blank|null)",
    '(?:is|are) (?:required|mandatory|compulsory|missing)',
    'no puede[ns]? (?:estar|quedar|ser|dejarse) (?:vac|en blanco|nul)',
    '(?:es|son) (?:obligatori|requerid|necesari)|campo obligatorio',
    'darf nicht (?:leer|fehlen)|dürfen nicht leer',
    'muss (?:ausgefüllt|angegeben|gesetzt)|müssen ausgefüllt',
    '(?:ist|sind) (?:erforderlich|ein pflichtfeld|pflicht|notwendig)|pflichtfeld',
    'doi(?:t|vent) [êe]tre (?:rempli|renseign|saisi)|ne peu(?:t|vent) (?:pas )?(?:[êe]tre|rester) vide',
    '(?:est|sont) (?:obligatoire|requis|nécessaire)|champ obligatoire',
    'não pode[m]? (?:ficar|estar|ser) (?:em branco|vazi|nul)|nao pode[m]? (?:ficar|estar|ser) (?:em branco|vazi)',
    '(?:é|são) (?:obrigatóri|necessári)|deve[m]? ser preenchid|campo obrigatório',
  ].join('|'),
  'iu',
)

/** Refused for what is absent: leaving out more cannot help. */
export function isForWant(messages: readonly string[]): boolean {
  return messages.some((message) => COMPULSORY.test(message))
}

/** The fields that Freshsales asks for, as far as it names them; `labels` are the account's own. */
export function lackingFields(
  object: RecordObject,
  messages: readonly string[],
  labels: Labels = {},
): string[] {
  const known = [...TABLES[object].map(({ field }) => field), ...Object.keys(labels)]
  const asked = messages.filter((message) => COMPULSORY.test(message))
  return [...new Set(asked.flatMap((message) => mentionedField(message, known, labels) ?? []))]
}
