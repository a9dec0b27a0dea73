import { describe, expect, it } from 'vitest'
import { remedyFor } from '../../src/edge/outbox/operator/remedyFor.ts'

describe('the remedy for a dead letter', () => {
  it.each([
    ["Source can't be empty", '"leadSource"'],
    ['Need to fill this Lead source', '"leadSource"'],
    ["Job title can't be blank", '"jobTitle"'],
    ['Need to fill this Time zone.', '"timeZone"'],
    ['mobile_number is required', '"mobileNumber"'],
  ])('of a field that is compulsory names DEFAULTS: %s', (reason, setting) => {
    expect(remedyFor(reason)).toContain('DEFAULTS')
    expect(remedyFor(reason)).toContain(setting)
  })

  it.each(["Account name can't be empty", 'Need to fill this Company.'])(
    'of a company that is compulsory names no default: %s',
    (reason) => {
      expect(remedyFor(reason)).toMatch(/send the company/)
      expect(remedyFor(reason)).not.toContain('DEFAULTS')
    },
  )

  it.each([
    ['Lifecycle stage is inactive', /Activate/],
    ['You are not authorized to perform this action', /right/],
    ['Mobile number already exists', /merge/],
    ['City is too long (maximum is 255 characters)', /Shorten/],
    ['Status is not included in the list', /choices/],
    ['The value given is invalid', /choices/],
    ['Freshsales timed out: POST /contacts/upsert', /Replay once it answers/],
    ['Something else altogether', /Mend what it names/],
    ['', /Mend what it names/],
  ])('of %s says what to do', (reason, remedy) => {
    expect(remedyFor(reason)).toMatch(remedy)
  })
})
