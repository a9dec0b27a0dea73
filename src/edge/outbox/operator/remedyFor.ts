// Pure: what to do about a reason for which Freshsales refused a record.

/** The first that fits what Freshsales said. */
const REMEDIES: readonly { reason: RegExp; remedy: string | ((field: string) => string) }[] = [
  {
    reason: /need to fill this (?<field>[^.;:]+)/i,
    remedy: giveDefault,
  },
  {
    reason:
      /(?<field>[^.;:]+?)(?: field)? (?:can(?:'|no)t be (?:empty|blank)|is (?:required|mandatory|compulsory))/i,
    remedy: giveDefault,
  },
  {
    reason: /inactive|deactivated|disabled/i,
    remedy:
      'Activate it in Freshsales, or have your site or DEFAULTS name another one; then replay.',
  },
  {
    reason:
      /not (?:authori[sz]ed|allowed|permitted)|permission|forbidden|access denied|rejected the key or its rights/i,
    remedy: 'Give the user of the API key the missing right in Freshsales, then replay.',
  },
  {
    reason: /already (?:exists|been taken|in use|present)|must be unique|not unique|duplicate/i,
    remedy:
      'Another record in Freshsales has this value: correct or merge the two there, then replay.',
  },
  {
    reason: /too long|too short|maximum|exceeds?|at most|limit/i,
    remedy:
      'Shorten the value on your site, or raise the limit of the field in Freshsales; then replay.',
  },
  {
    reason:
      /not included|not a valid|is invalid|invalid|does(?:n't| not) exist|could not be found|not found|unknown/i,
    remedy:
      'Add the value to the choices of the field in Freshsales, or correct it on your site; then replay.',
  },
  {
    reason: /timed? ?out|could not be reached|network|fetch failed|no answer|\b50\d\b/i,
    remedy: 'Freshsales failed again and again for days. Replay once it answers.',
  },
  {
    reason: /cannot be used|not be read|unreadable|not json|unexpected (?:token|end)/i,
    remedy:
      'It cannot be sent as it is. Read it below, carry over by hand what you need, and delete it.',
  },
]

const OTHERWISE = 'Mend what it names in Freshsales, on your site or in your settings; then replay.'

export function remedyFor(reason: string): string {
  for (const { reason: pattern, remedy } of REMEDIES) {
    const match = pattern.exec(reason)
    if (!match) continue
    return typeof remedy === 'string' ? remedy : remedy(match.groups?.['field']?.trim() ?? '')
  }
  return OTHERWISE
}

/** A deal's account, a lead's company: no default can name the right one. */
const NEEDS_COMPANY = /^(?:sales )?(?:account|company)(?: name)?$/i
const LINK_COMPANY =
  'Have your site send the company too ("company" in the traits, "account" in a deal of EVENTS), link the contact to one in Freshsales, or make the field optional there; then replay.'

function giveDefault(field: string): string {
  if (NEEDS_COMPANY.test(field)) return LINK_COMPANY
  return `Set DEFAULTS, such as {"${nameOf(field)}": "…"}, or make the field optional in Freshsales; deploy, then replay.`
}

/** "Lead source" as DEFAULTS names it: `leadSource`. Freshsales also calls that field just "Source". */
function nameOf(field: string): string {
  const words = field.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const name = words
    .map((word, index) => {
      const lower = word.toLowerCase()
      return index === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1)
    })
    .join('')
  return name === 'source' || name === '' ? 'leadSource' : name
}
