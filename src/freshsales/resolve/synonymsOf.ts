/** Words for the same, as loose names: a custom field by one of them takes what the others say. */
const SYNONYMS = [
  ['language', 'lang', 'preferredlanguage', 'locale'],
  ['birthday', 'birthdate', 'dateofbirth', 'dob'],
  ['gender', 'sex'],
  ['message', 'comment', 'comments', 'inquiry', 'enquiry'],
] as const satisfies readonly (readonly string[])[]

export function synonymsOf(looseName: string): readonly string[] {
  return SYNONYMS.find((words) => (words as readonly string[]).includes(looseName)) ?? []
}
