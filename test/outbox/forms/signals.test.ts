import { describe, expect, it } from 'vitest'
import {
  evaluateForm,
  hearSignUp,
  noteTwice,
  silentAt,
} from '../../../src/edge/outbox/forms/evaluateForm.ts'
import { createForm, type Form } from '../../../src/edge/outbox/forms/form.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MONDAY = Date.UTC(2040, 0, 2)

/** A form of an office: one sign-up an hour from nine to five, on weekdays. */
function officeForm(days: number): { form: Form; last: number } {
  const form = createForm(MONDAY + 9 * HOUR)
  let last = 0
  for (let day = 0; day < days; day++)
    for (let hour = 9; hour < 17 && day % 7 < 5; hour++) {
      last = MONDAY + day * DAY + hour * HOUR
      hear(form, last)
    }
  return { form, last }
}

function hear(form: Form, at: number): void {
  hearSignUp(form, at)
  form.last = { at }
}

const signals = (form: Form, at: number) => evaluateForm(form, at).signals.map(({ is }) => is)

describe('a form', () => {
  it('is silent when more is missing than chance explains, and says when that will be', () => {
    const { form, last } = officeForm(31)
    const { signals: none, changesAt } = evaluateForm(form, last)
    expect(none).toEqual([])
    expect(changesAt - last).toBeGreaterThan(23 * HOUR)
    expect(changesAt - last).toBeLessThan(27 * HOUR)
    expect(signals(form, changesAt - 1)).toEqual([])
    expect(evaluateForm(form, changesAt).signals).toEqual([{ is: 'stopped', since: last }])
  })

  it('may be quiet over a weekend', () => {
    const { form, last } = officeForm(33)
    // A Friday: nothing is due before Monday.
    expect(new Date(last).getUTCDay()).toBe(5)
    for (let hour = 24; hour < 64; hour++) expect(signals(form, last + hour * HOUR)).toEqual([])
    expect(signals(form, last + 5 * DAY)).toEqual(['stopped'])
  })

  it('is left alone until it is known: for two weeks, and after a few sign-ups', () => {
    expect(silentAt(officeForm(9).form)).toBe(Number.POSITIVE_INFINITY)
    const rare = createForm(MONDAY)
    for (const week of [0, 1, 2]) hear(rare, MONDAY + week * 7 * DAY)
    expect(silentAt(rare)).toBe(Number.POSITIVE_INFINITY)
    for (const week of [3, 4, 5]) hear(rare, MONDAY + week * 7 * DAY)
    expect(silentAt(rare) - MONDAY).toBeGreaterThan(7 * 7 * DAY)
    expect(silentAt(rare) - MONDAY).toBeLessThan(5 * 7 * DAY + 8 * 7 * DAY)
  })

  it('counts as back after a few sign-ups, and not by a single one on a holiday', () => {
    const { form, last } = officeForm(33)
    hear(form, last + 5 * DAY)
    expect(signals(form, last + 5 * DAY)).toEqual(['stopped'])
    hear(form, last + 5 * DAY + HOUR)
    hear(form, last + 5 * DAY + 2 * HOUR)
    expect(signals(form, last + 5 * DAY + 2 * HOUR)).toEqual([])
  })

  it('is told of for four weeks, and then no more', () => {
    const { form, last } = officeForm(33)
    expect(signals(form, last + 27 * DAY)).toEqual(['stopped'])
    expect(signals(form, last + 36 * DAY)).toEqual([])
  })

  it('sends only junk when the usual is missing and what comes is held back', () => {
    const { form, last } = officeForm(33)
    form.held = 40
    expect(signals(form, last + 2 * HOUR)).toEqual([])
    expect(signals(form, last + 5 * DAY)).toEqual(['onlyJunk'])
  })

  it('is only refused after three refusals in a row, also a new one', () => {
    const form = createForm(MONDAY)
    form.refused = [2, MONDAY]
    expect(signals(form, MONDAY + HOUR)).toEqual([])
    form.refused = [3, MONDAY]
    expect(signals(form, MONDAY + HOUR)).toEqual(['onlyRefused'])
  })

  it('is doubled when many people come twice, and not when one presses the button again and again', () => {
    const doubled = createForm(MONDAY)
    for (let person = 0; person < 5; person++) {
      expect(signals(doubled, MONDAY)).toEqual([])
      noteTwice(doubled, false)
      noteTwice(doubled, true)
    }
    expect(signals(doubled, MONDAY)).toEqual(['doubled'])
    for (let person = 0; person < 8; person++) noteTwice(doubled, false)
    expect(signals(doubled, MONDAY)).toEqual([])
    const impatient = createForm(MONDAY)
    noteTwice(impatient, false)
    for (let press = 0; press < 15; press++) noteTwice(impatient, true)
    expect(signals(impatient, MONDAY)).toEqual([])
  })
})
