import { describe, expect, test } from 'vitest'
import { fillTemplate, holesOf } from '../../src/freshsales/interpret/template.ts'
import type { JsonObject } from '../../src/protocol/event.ts'

const ORDER: JsonObject = {
  order_id: 'A-1',
  'order.no': 7,
  order: { id: 'B-2', no: 9, lines: [{ name: 'Bike' }] },
  revenue: 100,
  trial: false,
  coupon: 'null',
  nothing: null,
}

describe('a template', () => {
  test.each([
    ['Order {order_id}', 'Order A-1'],
    ['Order { order_id }', 'Order A-1'],
    ['Order {order.id}', 'Order B-2'],
    ['Order {order.no}', 'Order 7'],
    ['{order.lines.0.name} for {revenue}', 'Bike for 100'],
    ['{revenue}', 100],
    ['{order.id}', 'B-2'],
    ['trial: {trial}', 'trial: false'],
    ['no placeholder', 'no placeholder'],
    [['{order_id}', 'x{missing}'], ['A-1']],
  ])('%j is %j', (template, filled) => {
    expect(fillTemplate(template, ORDER)).toEqual(filled)
  })

  test.each([
    ['Order {orderId}', ['orderId']],
    ['Order {order.missing}', ['order.missing']],
    ['{order_id} {coupon} {nothing}', ['coupon', 'nothing']],
    ['{order_id}/{order.lines.1.name}', ['order.lines.1.name']],
    ['Order {__proto__.x}', ['__proto__.x']],
  ])('%j has holes and is not written', (template, holes) => {
    expect(fillTemplate(template, ORDER)).toBeUndefined()
    expect(holesOf(template, ORDER)).toEqual(holes)
  })
})
