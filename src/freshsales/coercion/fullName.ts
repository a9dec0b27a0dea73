const SUFFIX = /^(?:jr|sr|ii|iii|iv|esq|ph\.?\s?d|m\.?d)\.?$/i

/** `Peter Gibbons` and `Gibbons, Peter` → first and last name. One word is a first name. */
export function splitName(fullName: string): { first?: string; last?: string } {
  const name = fullName.trim().replace(/\s+/gu, ' ')
  const comma = /^([^,]+), ?([^,]+)$/u.exec(name)
  const ordered = comma && !SUFFIX.test(comma[2] ?? '') ? `${comma[2]} ${comma[1]}` : name
  const [first, ...rest] = ordered.split(' ')
  return {
    ...(first ? { first } : {}),
    ...(rest.length > 0 ? { last: rest.join(' ') } : {}),
  }
}
