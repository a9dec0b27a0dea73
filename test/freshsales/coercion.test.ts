import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBoolean } from '../../src/freshsales/coercion/boolean.ts'
import { toDay, toMoment } from '../../src/freshsales/coercion/date.ts'
import { KINDS } from '../../src/freshsales/coercion/kind.ts'
import { toAmount, toHeadcount, toNumber } from '../../src/freshsales/coercion/number.ts'
import { RAILS_TIME_ZONES } from '../../src/freshsales/coercion/railsTimeZones.ts'
import { toReference } from '../../src/freshsales/coercion/reference.ts'
import {
  toSubscriptionStatus,
  toSubscriptionTypes,
} from '../../src/freshsales/coercion/subscription.ts'
import { toAddress, toPhone, toTags, toText } from '../../src/freshsales/coercion/text.ts'
import { toTimeZone } from '../../src/freshsales/coercion/timeZone.ts'
import { splitName } from '../../src/freshsales/mapping/personName.ts'
import type { Json } from '../../src/protocol/event.ts'
import { isNothing } from '../../src/protocol/json.ts'
import { toEmail } from '../../src/protocol/toEmail.ts'

const anything = fc.jsonValue() as fc.Arbitrary<Json>
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) =>
  fc.assert(
    fc.property(arbitrary, (value) => void holds(value)),
    { numRuns: 300 },
  )

describe.each(Object.entries(KINDS))('%s', (kind, { coerce }) => {
  test('never throws and never makes NaN, infinity or blank text of anything', () => {
    check(anything, (value) => {
      const coerced: Json | undefined = coerce(value)
      if (kind === 'as it is') expect(coerced).toBe(value)
      else expect([Number.NaN, Number.POSITIVE_INFINITY, '', null]).not.toContain(coerced)
    })
  })

  test('leaves alone what it has made', () => {
    check(anything, (value) => {
      const once: Json | undefined = coerce(value)
      if (once !== undefined) expect(coerce(once)).toEqual(once)
    })
  })
})

describe('headcount', () => {
  test.each([
    [329, 329],
    ['329', 329],
    ['11-50', 11],
    ['51 – 200', 51],
    ['1,001 to 5,000', 1001],
    ['10.000+', 10_000],
    ['201-500 employees', 201],
    ['1.000', 1000],
    ['5k', 5000],
    ['1.5k-2k', 1500],
    ['1-5k', 1000],
    ['10 000+', 10_000],
    ['> 500', 500],
    ['1.000-5.000 Mitarbeiter', 1000],
    ['12.5', undefined],
    ['<10', undefined],
    ['50-11', undefined],
    [-5, undefined],
    ['about forty', undefined],
    ['2026-01-05', undefined],
    [true, undefined],
  ])('of %j is %j', (value, people) => {
    expect(toHeadcount(value)).toBe(people)
  })
})

describe('text', () => {
  test('keeps every text but for its blanks and how its letters are encoded', () => {
    check(fc.string({ unit: 'grapheme' }), (text) =>
      expect(toText(text) ?? '').toBe(
        text
          .normalize('NFC')
          .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
          .replace(/[^\S\r\n]+/g, ' ')
          .trim(),
      ),
    )
  })
  test('takes out what nobody sees and keeps lines, joiners and emoji', () => {
    expect(
      ['\u202aAnn\u202c\u200b', 'Acme\u00a0\u2003Inc', 'Cafe\u0301', 'one\ntwo', 'क्‍ष', '👩‍💻'].map(
        toText,
      ),
    ).toEqual(['Ann', 'Acme Inc', 'Café', 'one\ntwo', 'क्‍ष', '👩‍💻'])
  })
  test('writes numbers out and refuses objects and booleans', () => {
    expect([90009, 0, true, {}, ['a', 1]].map((value) => toText(value))).toEqual([
      '90009',
      '0',
      undefined,
      undefined,
      'a, 1',
    ])
  })
})

describe('phone', () => {
  test.each([
    ["'+49 171 000", '+49 171 000'],
    ['٠١٢ ٣٤٥', '012 345'],
    ['＋９１ ９８', '+91 98'],
    ['+९१ ९८७६', '+91 9876'],
    [{ number: '+1 555', type: 'mobile' }, '+1 555'],
    [[{ value: '+1 555' }, { value: '+1 556' }], '+1 555'],
    [['+1 555', '+1 556'], '+1 555, +1 556'],
    ['555 0100 ext. 7', '555 0100 ext. 7'],
    [{ type: 'mobile' }, undefined],
  ])('of %j is %j', (value, phone) => {
    expect(toPhone(value)).toBe(phone)
  })
})

describe('number', () => {
  test('reads every finite number back from its text, unless a point may part thousands', () => {
    check(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      if (!/^[1-9]\d{0,2}\.\d{3}$/.test(String(number)))
        expect(toNumber(` ${number} `)).toBe(Number(String(number)))
    })
  })
  test.each(['1.000', '12.500', '+1.234', true, '7x', '', ' ', '0x10', 'Infinity', null, [], [1]])(
    'refuses %j',
    (value) => {
      expect(toNumber(value)).toBeUndefined()
    },
  )
})

describe('amount', () => {
  test('reads any amount with its currency on either side', () => {
    check(fc.integer({ min: 0, max: 1e12 }), (cents) => {
      const amount = cents / 100
      for (const text of [
        `${amount.toFixed(2)} USD`,
        `$${amount.toFixed(2)}`,
        `€ ${amount.toLocaleString('en-US', { minimumFractionDigits: 2 })}`,
      ]) {
        expect(toAmount(text)).toBeCloseTo(amount, 2)
      }
    })
  })
  test.each([
    ['$5M', 5_000_000],
    ['$10B+', 10_000_000_000],
    ['5 million', 5_000_000],
    ['10k', 10_000],
    ['5k€', 5_000],
    ['5 Mio. €', 5_000_000],
    ['2.5 crore INR', 25_000_000],
    ['1.234,56 €', 1234.56],
    ['1 234\u00a0567,89 EUR', 1_234_567.89],
    ["CHF 1'234.50", 1234.5],
    ['12,34,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['(1,234.50)', -1234.5],
    ['$(250.00)', -250],
    ['\u2212$5', -5],
    ['1,23', 1.23],
    ['€ ١٢٣', 123],
    ['１２３４', 1234],
  ])('of %j is %j', (value, amount) => {
    expect(toAmount(value)).toBe(amount)
  })
  test.each([
    '1.000',
    '$1.234',
    '12,3456',
    '1,000,00',
    '$1M-$5M',
    '$1,200/month',
    '5 apples',
    '5 PCS',
    '$5M ARR',
    '5-',
    '--5',
    'about 5',
    '2026-01-05',
  ])('of %j is left out, for it can be read in two ways or says something else', (value) => {
    expect(toAmount(value)).toBeUndefined()
  })
})

describe('moment and day', () => {
  test('keeps an ISO moment and converts epoch seconds and milliseconds to the same', () => {
    check(fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }), (seconds) => {
      const iso = new Date(seconds * 1000).toISOString()
      expect(
        [iso, seconds, seconds * 1000, String(seconds)].map((value) => toMoment(value)),
      ).toEqual([iso, iso, iso, iso])
    })
  })
  test('keeps the day that was written, whatever the zone', () => {
    check(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (date) => {
        const day = date.toISOString().slice(0, 10)
        expect(
          [day, `${day}T23:30:00-11:00`, `${day}T00:30:00+14:00`].map((value) => toDay(value)),
        ).toEqual([day, day, day])
      },
    )
  })
  test.each([
    [42_249_600_000, '1971-05-05T00:00:00.000Z'],
    [42_249_600, '1971-05-05T00:00:00.000Z'],
    [-315_619_200_000, '1960-01-01T00:00:00.000Z'],
    [-315_619_200, '1960-01-01T00:00:00.000Z'],
    ['-315619200', '1960-01-01T00:00:00.000Z'],
    ['2209971600', '2040-01-12T09:00:00.000Z'],
    [19_900_514, '1990-05-14'],
    ['19900514', '1990-05-14'],
    ['1990/05/14', '1990-05-14'],
    ['1990-5-4', '1990-05-04'],
    ['14.5.1990', '1990-05-14'],
    ['05/14/1990', '1990-05-14'],
    ['14/05/1990', '1990-05-14'],
    ['May 14th, 1990', '1990-05-14'],
    ['Mon, 05 Jan 2026 10:00:00 GMT', '2026-01-05T10:00:00Z'],
    ['Mon Jan 05 2026 10:00:00 GMT+0100 (CET)', '2026-01-05T10:00:00+0100'],
    ['2026-1-5 9:30', '2026-01-05T09:30'],
    ['1/15/2026, 3:04:05\u202fPM', '2026-01-15T15:04:05'],
    ['Jan 5, 2026 12:10 AM', '2026-01-05T00:10'],
    ['1. März 2026', '2026-03-01'],
    ['1er août 2026', '2026-08-01'],
    ['14 juillet 2026', '2026-07-14'],
    ['1 de mayo de 2026', '2026-05-01'],
    ['5 de outubro de 2026', '2026-10-05'],
    ['1st of May 2026', '2026-05-01'],
    ['2026年5月1日', '2026-05-01'],
    ['2026년 5월 1일', '2026-05-01'],
    ['٢٠٢٦-٠٥-٠١', '2026-05-01'],
  ])('reads %j as %s', (value, moment) => {
    expect(toMoment(value)).toBe(moment)
  })
  test.each([
    '0000-00-00',
    '05/06/1990',
    1990,
    34,
    0,
    '1990-05',
    '2026-02-30',
    '2026-13-01',
    'soon',
    '1 Marchand 2026x',
    '5 Xyz 2026',
    '5/6/2026',
    true,
    -1,
    1e300,
    {},
  ])('refuses %j', (value) => {
    expect(toMoment(value)).toBeUndefined()
  })
})

describe('boolean', () => {
  test('knows the words of forms and spreadsheets and guesses at nothing', () => {
    check(fc.constantFrom('true', 'Yes', ' on ', '1', 'checked', 'Y', 'Ja', 'sí', 'Oui'), (word) =>
      expect(toBoolean(word)).toBe(true),
    )
    check(fc.constantFrom('false', 'NO', 'off', '0', 'unchecked', 'N', 'nein', 'não'), (word) =>
      expect(toBoolean(word)).toBe(false),
    )
    expect(
      ['Opted-in', 'YES!', 'Yes, please', 'はい', 'да'].map((value) => toBoolean(value)),
    ).toEqual(Array(5).fill(true))
    expect(['opted_out', 'No, thanks.', 'нет'].map((value) => toBoolean(value))).toEqual(
      Array(3).fill(false),
    )
    expect(['maybe', '', 2, {}, null].map((value) => toBoolean(value))).toEqual(
      Array(5).fill(undefined),
    )
  })
})

describe('address', () => {
  test('never has two blanks in a row nor one at an end', () => {
    const parts = fc.record(
      {
        street: fc.string(),
        city: fc.string(),
        state: fc.string(),
        country: fc.string(),
        postalCode: fc.string(),
      },
      { requiredKeys: [] },
    )
    check(parts, (address) => {
      const line = toAddress(
        Object.fromEntries(
          Object.entries(address).map(([key, text]) => [key, text.replace(/\s+/g, '')]),
        ),
      )
      if (line !== undefined) expect(line).toBe(line.trim().replace(/ {2,}/g, ' '))
    })
  })
  test('joins the parts in order and keeps a text', () => {
    expect(
      toAddress({ postalCode: '411001', street: '1 Main St', country: 'India', city: 'Pune' }),
    ).toBe('1 Main St Pune India 411001')
    expect(toAddress(' Red Colony ')).toBe('Red Colony')
    expect(toAddress({})).toBeUndefined()
  })
})

describe('e-mail', () => {
  test('accepts what fast-check takes for an address, trimmed and in lower case', () => {
    const plain = fc.emailAddress().filter((email) => !/["']/.test(email))
    check(plain, (email) => expect(toEmail(`  ${email.toUpperCase()} `)).toBe(email.toLowerCase()))
  })
  test.each([
    '',
    'a@',
    '@b.com',
    'a b@c.com',
    'a@b',
    'a@b..com',
    'a@-b.com',
    '.a@b.com',
    'a..b@c.com',
    `${'a'.repeat(65)}@b.com`,
    'a@b.com,c@d.com',
    false,
    5,
    {},
    [],
    'ann@acme.example>',
    'ann@10.0.0.12',
  ])('refuses %j', (value) => {
    expect(toEmail(value)).toBeUndefined()
  })
  test.each([
    'Ann Lee <ann@acme.example>',
    '"Lee, Ann" <Ann@Acme.Example>',
    'mailto:ann@acme.example?subject=Hello',
    'ann@acme.example.',
    'ann@acme.example;',
    'ann@acme.example\u200b',
    '\u202aann@acme.example\u202c',
    'ann＠acme.example',
    'ａｎｎ＠ａｃｍｅ．ｅｘａｍｐｌｅ',
    'ann@acme。example',
    'ann﹫acme｡example',
    '\ufeffann@acme\u00ad.example',
  ])('finds the address in %j', (value) => {
    expect(toEmail(value)).toBe('ann@acme.example')
  })
  test('takes the first good one of a list', () => {
    expect(toEmail(['nobody', 'Ann@Acme.Example'])).toBe('ann@acme.example')
  })
  test('stays fast on a hostile text', () => {
    const start = performance.now()
    toEmail(`a@${'a-'.repeat(120)}`)
    expect(performance.now() - start).toBeLessThan(50)
  })
})

describe('name', () => {
  test('loses no word', () => {
    const word = fc.stringMatching(/^[a-zé]{1,8}$/)
    check(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const { first, last } = splitName(`  ${words.join('   ')} `)
      expect([first, ...(last?.split(' ') ?? [])]).toEqual(words)
    })
  })
  test('turns round a name with a comma, but not a title', () => {
    expect(splitName('Gibbons, Peter')).toEqual({ first: 'Peter', last: 'Gibbons' })
    expect(splitName('Peter Gibbons, Jr.')).toEqual({ first: 'Peter', last: 'Gibbons, Jr.' })
    expect(splitName(' ')).toEqual({})
  })
})

describe('reference', () => {
  test('reads every safe id from a number or its digits and keeps names', () => {
    check(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id) =>
      expect([toReference(id), toReference(` ${id} `)]).toEqual([id, id]),
    )
    expect(toReference(' Web Form ')).toBe('Web Form')
  })
  test.each([0, -1, 1.5, true, '70000090119999999999', '', {}, []])('refuses %j', (value) => {
    expect(toReference(value)).toBeUndefined()
  })
})

describe('tags', () => {
  test('has each tag once, whatever its case', () => {
    check(fc.array(fc.stringMatching(/^[a-zA-Z ]{1,6}$/)), (given) => {
      const tags = (toTags(given) ?? []).map((tag) => tag.toLowerCase())
      expect(tags).toEqual([
        ...new Set(
          given
            .map((tag) => tag.trim().replace(/ +/g, ' ').toLowerCase())
            .filter((tag) => tag !== '' && !isNothing(tag)),
        ),
      ])
    })
  })
})

describe('subscription', () => {
  test('knows the statuses by name and by number, and lets others pass', () => {
    expect(
      ['yes', 'opt-in', 'No', 'opted out', 'no thanks'].map((value) => toSubscriptionStatus(value)),
    ).toEqual([1, 1, 0, 0, 0])
    expect(
      ['Subscribed', 'reported spam', 'not_subscribed', true, '4', 2, 'own'].map((value) =>
        toSubscriptionStatus(value),
      ),
    ).toEqual([1, 3, 2, 1, 4, 2, 'own'])
  })
  test('writes the types as Freshsales does', () => {
    expect(
      [['newsletter', 'Product Updates'], '2;3', [2, 3], 'promotional, 5'].map((value) =>
        toSubscriptionTypes(value),
      ),
    ).toEqual(['2;4', '2;3', '2;3', '3;5'])
  })
})

describe('time zone', () => {
  test('gives every zone of the table a name of Freshsales’ with the same clock', () => {
    const offsetNow = (zone: string) =>
      new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).format(
        new Date('2026-01-15T12:00:00Z'),
      )
    check(fc.constantFrom(...Object.values(RAILS_TIME_ZONES).flat()), (zone) => {
      const name = toTimeZone(zone)
      const meant = RAILS_TIME_ZONES[name ?? '']?.[0]
      expect(meant).toBeDefined()
      expect(offsetNow(zone)).toBe(offsetNow(meant ?? ''))
    })
  })
  test('knows its own names in any case, and refuses numbers', () => {
    expect(
      ['pacific time (us & canada)', '(GMT+01:00) Berlin', -120, '60'].map((zone) =>
        toTimeZone(zone),
      ),
    ).toEqual(['Pacific Time (US & Canada)', 'Berlin', undefined, undefined])
  })
  test('maps IANA, keeps other names, and refuses an IANA zone that it does not know', () => {
    expect(
      ['Europe/Berlin', 'america/new_york', 'Asia/Kolkata', 'Arizona', 'IST', 'Mars/Olympus'].map(
        (zone) => toTimeZone(zone),
      ),
    ).toEqual(['Berlin', 'Eastern Time (US & Canada)', 'Kolkata', 'Arizona', 'IST', undefined])
  })
})
