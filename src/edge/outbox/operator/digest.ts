/** What a digest tells of: seven days, without personal data. */
export interface Week {
  /** The last day, as people write it. */
  until: string
  leads: number
  /** Of the seven days before. */
  leadsBefore: number
  forms: { source: string; name: string; sent: number; delivered: number; refused: number }[]
  channels: { name: string; leads: number }[]
  /** Fields that Freshsales did not take as they were sent. */
  repaired: FieldCount[]
  refused: FieldCount[]
  calls: number
  /** What somebody has to do, a sentence each. */
  needs: string[]
}

export interface FieldCount {
  field: string
  count: number
}

/** The smaller ones are counted together. */
const MOST_FORMS = 12
const MOST_NAMES = 8

/** A week in a minute's reading: what it was given in, a title and lines out. Pure. */
export function writeDigest(week: Week): { title: string; lines: string[] } {
  const { until, leads, leadsBefore, needs } = week
  return {
    title: `The week until ${until}: ${plural(leads, 'lead')}, ${leadsBefore} the week before.`,
    lines: [
      ...formLines(week),
      ...channelLines(week),
      ...fieldLines(week),
      `Calls to Freshsales: ${week.calls}.`,
      ...(needs.length === 0
        ? ['Nothing needs you.']
        : ['What needs you:', ...needs.map((need) => `• ${need}`)]),
    ],
  }
}

function formLines({ forms }: Week): string[] {
  const [listed, others] = [forms.slice(0, MOST_FORMS), forms.slice(MOST_FORMS)]
  if (listed.length === 0) return ['No form has sent anything.']
  const sent = others.reduce((total, form) => total + form.sent, 0)
  return [
    'By form:',
    ...listed.map((form) => {
      const name =
        form.name === '' ? `${form.source}, without a form` : `${form.name} (${form.source})`
      const refused = form.refused > 0 ? `, ${form.refused} refused` : ''
      return `• ${name}: ${form.sent} sent, ${form.delivered} delivered${refused}`
    }),
    ...(others.length > 0 ? [`• ${others.length} more forms: ${sent} sent`] : []),
  ]
}

function channelLines({ channels }: Week): string[] {
  if (channels.length === 0) return []
  const rest = channels.slice(MOST_NAMES).reduce((total, { leads }) => total + leads, 0)
  const told = channels.slice(0, MOST_NAMES).map(({ name, leads }) => `${name} ${leads}`)
  return [`By channel: ${[...told, ...(rest > 0 ? [`more ${rest}`] : [])].join(', ')}.`]
}

function fieldLines({ repaired, refused }: Week): string[] {
  const told = (fields: readonly FieldCount[]) =>
    fields
      .slice(0, MOST_NAMES)
      .map(({ field, count }) => `${field} ${count}`)
      .join(', ')
  return [
    ...(repaired.length > 0 ? [`Fields that were repaired or left out: ${told(repaired)}.`] : []),
    ...(refused.length > 0 ? [`Fields of what was refused: ${told(refused)}.`] : []),
  ]
}

const plural = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`
