import { describe, expect, it } from 'vitest'
import { normalize } from '../../src/browser/normalize.ts'

const fieldsOf = (...call: Parameters<typeof normalize>): object =>
  JSON.parse(JSON.stringify(normalize(...call)._fields))

describe('arguments of a call', () => {
  it.each([
    ['identify', ['u1', { a: 1 }], { userId: 'u1', traits: { a: 1 } }],
    ['identify', [{ a: 1 }], { traits: { a: 1 } }],
    ['identify', [null, { a: 1 }], { traits: { a: 1 } }],
    ['identify', [7], { userId: '7' }],
    ['group', ['g1'], { groupId: 'g1' }],
    ['track', ['Bought', { total: 3 }], { event: 'Bought', properties: { total: 3 } }],
    ['track', ['Bought'], { event: 'Bought' }],
    ['page', [], {}],
    ['page', ['Pricing'], { name: 'Pricing' }],
    ['page', ['Docs', 'Install'], { category: 'Docs', name: 'Install' }],
    ['page', [{ a: 1 }], { properties: { a: 1 } }],
    [
      'page',
      ['Docs', 'Install', { a: 1 }],
      { category: 'Docs', name: 'Install', properties: { a: 1 } },
    ],
    ['screen', ['Home'], { name: 'Home' }],
    ['alias', ['new', 'old'], { userId: 'new', previousId: 'old' }],
    ['alias', ['new'], { userId: 'new' }],
  ] as const)('%s%j says %j', (type, given, fields) => {
    expect(fieldsOf(type, given)).toEqual(fields)
  })

  it('finds options after the object, also when it is left out', () => {
    const options = { timestamp: '2026-01-01' }
    expect(normalize('track', ['A', { a: 1 }, options])._options).toBe(options)
    expect(normalize('track', ['A', null, options])._options).toBe(options)
    expect(normalize('track', ['A', undefined, options])._options).toBe(options)
    expect(normalize('identify', ['u', undefined, options])._options).toBe(options)
    expect(normalize('alias', ['new', 'old', options])._options).toBe(options)
  })

  it('finds the callback in any place', () => {
    const callback = (): void => {}
    expect(normalize('track', ['A', callback])._callback).toBe(callback)
    expect(normalize('page', [callback])._callback).toBe(callback)
    expect(normalize('identify', ['u', { a: 1 }, {}, callback])._callback).toBe(callback)
  })
})
