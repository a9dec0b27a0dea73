import { describe, expect, it } from 'vitest'
import { orderParts } from '../../src/edge/outbox/parts/orderParts.ts'
import { PARTS, unknownRemovals } from '../../src/edge/outbox/parts/parts.ts'

const part = (name: string, ...after: string[]) => ({ name, after })
const names = (parts: readonly { name: string }[]) => parts.map(({ name }) => name)

describe('the order of the parts', () => {
  it('is as they are listed, but for what waits for another', () => {
    const parts = [part('a', 'c'), part('b'), part('c'), { name: 'last', after: 'rest' as const }]
    expect(names(orderParts([...parts.slice(3), ...parts.slice(0, 3)]))).toEqual([
      'c',
      'a',
      'b',
      'last',
    ])
  })

  it.each([
    [[part('a', 'b'), part('b', 'a')], 'a → b → a'],
    [[part('a', 'a')], 'a → a'],
    [[part('a'), part('b', 'c'), part('c', 'd'), part('d', 'b')], 'b → c → d → b'],
  ])('refuses parts that wait for each other', (parts, path) => {
    expect(() => orderParts(parts)).toThrow(`These parts wait for each other: ${path}`)
  })

  it('refuses a part that waits for what is not there', () => {
    expect(() => orderParts([part('a', 'b')])).toThrow('a waits for b: no such part')
    expect(names(orderParts([part('a', 'b')], ['b']))).toEqual(['a'])
  })
})

describe('the parts of a person', () => {
  it('own different fields', () => {
    const owned = PARTS.flatMap(({ owns }) => Object.keys(owns))
    expect(owned).toEqual([...new Set(owned)])
  })

  it('tell of visits when all else is in the CRM', () => {
    expect(names(PARTS).slice(-1)).toEqual(['visits'])
  })

  it('put back what a letter of this version holds, and leave that of a later one', () => {
    expect(unknownRemovals({})).toEqual([])
    expect(unknownRemovals({ activity: {}, task: {} })).toEqual([])
    expect(unknownRemovals({ activity: {}, invoice: {} })).toEqual(['invoice'])
  })

  it('know each kind of call once', () => {
    const kinds = PARTS.flatMap(({ calls }) => Object.keys(calls))
    expect(kinds).toEqual([...new Set(kinds)])
  })
})
