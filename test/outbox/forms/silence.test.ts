import { expect, it } from 'vitest'
import { evaluateForm, hearSignUp } from '../../../src/edge/outbox/forms/evaluateForm.ts'
import { createForm, type Form } from '../../../src/edge/outbox/forms/form.ts'
import { createChance } from '../../shop/chance.ts'
import { isFull } from '../../shop/effort.ts'
import { DAYS, type Site, simulateSite } from './simulateSite.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BEGUN = Date.UTC(2040, 0, 1)

/** Of which some are small and some large, see `simulateSite`. */
const SITES = isFull ? 200 : 14

/** Each form dies at so many moments of its last twenty days, each time as it was then. */
const DEATHS = 10

interface Told {
  /** That a form fell silent that had not died. */
  falsely: number
  /** Deaths that were told in time, too late, and those of forms that nobody knew yet. */
  inTime: number
  late: number
  unknown: number
}

/** Sixty days of a site, of which each lead is heard when it comes. */
function live(site: Site, chance: ReturnType<typeof createChance>): Told {
  const told: Told = { falsely: 0, inTime: 0, late: 0, unknown: 0 }
  const deaths = Array.from({ length: DEATHS }, () => (DAYS - 20 * chance.next()) * DAY_MS).sort(
    (one, other) => one - other,
  )
  let form: Form | undefined
  let isSilent = false
  for (const lead of [...site.leads, DAYS * DAY_MS]) {
    for (; deaths[0] !== undefined && deaths[0] < lead; deaths.shift())
      told[form ? verdictOn(form, deaths[0], site) : 'unknown']++
    const at = BEGUN + lead
    const isOpen = form?.last !== undefined && (form.back || at - form.last.at > GAP_MS)
    const isToldOf = form !== undefined && isOpen === true && isStopped(form, at)
    if (isToldOf && !isSilent) told.falsely++
    form ??= createForm(at)
    hearSignUp(form, at)
    form.last = { at }
    isSilent = isToldOf && form.back !== undefined
  }
  return told
}

/** No shorter silence is ever told of; most gaps need not be looked at. */
const GAP_MS = 23 * HOUR_MS

const isStopped = (form: Form, at: number) =>
  evaluateForm(form, at).signals.some(({ is }) => is === 'stopped')

/** Eight mean gaps by the rhythm of the site, and a day at the least. */
function verdictOn(form: Form, death: number, site: Site): 'inTime' | 'late' | 'unknown' {
  const { signals, changesAt } = evaluateForm(form, BEGUN + death)
  if (signals.length > 0) return 'inTime'
  if (!Number.isFinite(changesAt)) return 'unknown'
  const due = Math.max(death + DAY_MS, site.dueAfter(death, 8))
  return changesAt <= BEGUN + due ? 'inTime' : 'late'
}

it('tells of forms that die, and hardly ever of one that lives', { timeout: 120_000 }, () => {
  const sites = Array.from({ length: SITES }, (_, number) => simulateSite(createChance(number + 1)))
  const all = sites.map((site, number) => live(site, createChance(number + 1_001)))
  const sum = (what: keyof Told) => all.reduce((total, each) => total + each[what], 0)
  const known = sum('inTime') + sum('late')
  const worst = all.filter(({ falsely }) => falsely > 1).length
  console.log(
    `${SITES} sites: ${sum('inTime')} of ${known} deaths told in time, ${sum('unknown')} of forms not known yet; ${sum('falsely')} false alarms, more than one at ${worst} sites`,
  )
  expect(sum('inTime') / known).toBeGreaterThanOrEqual(0.99)
  expect(sum('unknown') / (DEATHS * SITES)).toBeLessThan(0.02)
  expect(sum('falsely') / SITES).toBeLessThanOrEqual(0.5)
  expect(worst / SITES).toBeLessThanOrEqual(0.15)
})
