import type { KnownForm } from '../forms/formTable.ts'
import { expectedByHour } from '../forms/rhythm.ts'
import type { Signal } from '../forms/signal.ts'

/** What is wrong with a form and what to look at; never personal data. Pure. */
export const tellSignal = (known: KnownForm, signal: Signal): string =>
  TEXTS[signal.is](known, tellMoment(signal.since))

/** `The form “contact” of Website`; without a form its source. */
export const formName = ({ source, name }: Pick<KnownForm, 'source' | 'name'>): string =>
  name === '' ? source : `The form “${name}” of ${source}`

const TEXTS: { readonly [is in Signal['is']]: (known: KnownForm, since: string) => string } = {
  stopped: (known, since) =>
    `${formName(known)} has sent nothing since ${since}; ${usual(known)}. ${lookAt(known)}`,
  onlyJunk: (known, since) =>
    `${formName(known)} has sent only what looks like junk since ${since}: ${times(known.form.held)} held back; ${usual(known)}. Look at them under “Waiting” in the console: if they are people, LEAD_QUALITY is too strict, or something fills in a trap field for them. If they are not, try the form.`,
  onlyRefused: (known, since) =>
    `${formName(known)}: Freshsales has refused all of it since ${since}, ${times(known.form.refused?.[0])}. The dead letters in the console say why and what to do; then replay them.`,
  doubled: (known) =>
    `${formName(known)} sends every sign-up twice. Look whether the tag is in the page twice, or the page's own code reports what data-forms reports already.`,
}

const times = (count = 0) => (count === 1 ? 'one sign-up' : `${count} sign-ups`)

function usual({ form }: KnownForm): string {
  const perWeek = expectedByHour(form.rhythm).reduce((total, each) => total + each, 0)
  return perWeek < 1.5
    ? 'one in a week or two is usual'
    : `some ${Math.round(perWeek)} a week are usual`
}

function lookAt({ name, form: { page } }: KnownForm): string {
  if (name === '') return 'Look whether the server or the code that reports them still runs.'
  const where = page === undefined ? '' : ` on ${page}`
  return `Fill it in once${where} and see whether it arrives: it may have another id by now, the tag may be gone, or something stops it.`
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** `Tue 2026-11-24 14:05 UTC`. */
function tellMoment(at: number): string {
  const date = new Date(at)
  return `${DAYS[date.getUTCDay()]} ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
