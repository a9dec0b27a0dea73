import { describe, expect, it } from 'vitest'
import { type Week, writeDigest } from '../../src/edge/outbox/operator/digest.ts'
import { nextDigestAt, parseDigestTime } from '../../src/edge/settings/digestTime.ts'

const read = (text: string) => {
  const parsed = parseDigestTime(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.value
}

const next = (text: string, after: string) =>
  new Date(nextDigestAt(read(text), Date.parse(after))).toISOString()

describe('DIGEST', () => {
  it.each([
    ['Monday 08:00', 'Monday', 8, 'UTC'],
    ['mon 8', 'Monday', 8, 'UTC'],
    ['  Sunday  23:00  America/New_York ', 'Sunday', 23, 'America/New_York'],
  ])('is read: %s', (text, weekday, hour, timeZone) => {
    expect(read(text)).toEqual({ weekday, hour, timeZone })
  })

  it.each(['', 'Monday', '8:00', 'Monday 24:00', 'Monday 08:30', 'Moonday 08:00', 'M 8', 'on 1'])(
    'is refused with what to write: %s',
    (text) => {
      expect(parseDigestTime(text)).toEqual({
        ok: false,
        reason: expect.stringContaining('such as "Monday 08:00"'),
      })
    },
  )

  it('names the time zone that there is not', () => {
    expect(parseDigestTime('Monday 08:00 Berlin')).toEqual({
      ok: false,
      reason: 'Berlin is no time zone; write one like Europe/Berlin, or none for UTC',
    })
  })

  it('is due by the clock of its place, in summer and in winter', () => {
    expect(next('Monday 08:00', '2040-01-01T00:00Z')).toBe('2040-01-02T08:00:00.000Z')
    expect(next('Monday 08:00', '2040-01-02T08:00Z')).toBe('2040-01-09T08:00:00.000Z')
    expect(next('Monday 08:00 Europe/Berlin', '2040-01-01T00:00Z')).toBe('2040-01-02T07:00:00.000Z')
    expect(next('Monday 08:00 Europe/Berlin', '2040-07-01T00:00Z')).toBe('2040-07-02T06:00:00.000Z')
    expect(next('Monday 08:00 Asia/Kolkata', '2040-01-01T00:00Z')).toBe('2040-01-02T02:30:00.000Z')
  })

  it('is due the week after where the clock leaves the hour out', () => {
    // On 25 March 2040 at two it is three in Berlin.
    expect(next('Sunday 02:00 Europe/Berlin', '2040-03-24T00:00Z')).toBe('2040-04-01T00:00:00.000Z')
  })
})

describe('a digest', () => {
  const week: Week = {
    until: '2040-01-09',
    leads: 0,
    leadsBefore: 0,
    forms: [],
    channels: [],
    repaired: [],
    refused: [],
    calls: 0,
    needs: [],
  }

  it('says so where there was nothing', () => {
    expect(writeDigest(week)).toEqual({
      title: 'The week until 2040-01-09: 0 leads, 0 the week before.',
      lines: ['No form has sent anything.', 'Calls to Freshsales: 0.', 'Nothing needs you.'],
    })
  })

  it('stays short, whatever a site has', () => {
    const many = Array.from({ length: 300 }, (_, number) => number + 1)
    const { lines } = writeDigest({
      ...week,
      forms: many.map((sent) => ({
        source: 'Web',
        name: `form-${sent}`,
        sent,
        delivered: sent,
        refused: 1,
      })),
      channels: many.map((leads) => ({ name: `channel ${leads}`, leads })),
      repaired: many.map((count) => ({ field: `field_${count}`, count })),
      needs: ['Dead letters: 3.'],
    })
    expect(lines.length).toBeLessThan(25)
    expect(lines).toContain('• form-1 (Web): 1 sent, 1 delivered, 1 refused')
    expect(lines).toContain('• 288 more forms: 45072 sent')
    expect(lines.find((line) => line.startsWith('By channel'))).toMatch(
      /channel 8 8, more 45114\.$/,
    )
    expect(lines.slice(-2)).toEqual(['What needs you:', '• Dead letters: 3.'])
  })
})
