import { describe, expect, test } from 'vitest'
import { nameKey } from '../../src/protocol/cleanText.ts'
import { isJunk, isNothing } from '../../src/protocol/json.ts'

describe('junk', () => {
  test.each([
    '-',
    'n/a',
    'N/A',
    'undefined',
    'NULL',
    'none',
    'x',
    '0',
    '?',
    '...',
    '--',
    '',
    null,
    [],
    ['-', 'x'],
    '[object Object]',
    '000000',
    '+00 00-0',
    'asdf',
    'Asdf qwer',
    'test',
    'TEST test',
    'aaa',
    'XX',
    '😀😀',
    '€',
    ['asdf', 'test'],
  ])('%j takes the place of nothing', (value) => {
    expect(isJunk(value)).toBe(true)
  })

  test.each([
    'Al',
    'Bo',
    '李',
    'Ö2',
    '12',
    0,
    5,
    false,
    'Nonette',
    'Nullarbor',
    '0800 1',
    ['Ann'],
    'Testa',
    'Aa',
    'Test Engineer',
    'ABC News',
    'Lee 李',
    '3M',
  ])('%j is a value', (value) => {
    expect(isJunk(value)).toBe(false)
  })

  test.each([
    '{{first_name}}',
    '{{ contact.firstname | default: "there" }}',
    '{{first_name}} {{last_name}}',
    '#{name}',
    '*|FNAME|*',
    '%FIRST_NAME%',
    '[your-name]',
    '<%= name %>',
    'Please select',
    '-- Select --',
    '--- Select a country ---',
    'Choose one…',
    'Select...',
    'Bitte wählen',
    'Veuillez choisir',
    'Seleccione una opción',
  ])('%j is what nobody filled in or chose', (value) => {
    expect(isNothing(value)).toBe(true)
  })

  test.each([
    '{"plan":"pro"}',
    'Select',
    'Pick',
    'Choose Chicago',
    'Select Medical Corp',
    '50%',
    '[sic]',
    '100 % Cotton %',
    'a {b} c',
    'Please call me',
  ])('%j is a value beside those', (value) => {
    expect(isNothing(value)).toBe(false)
  })

  test.each(['x', '0', 'A', '+1', '€'])('%j says something where there is nothing yet', (value) => {
    expect(isNothing(value)).toBe(false)
  })
})

test.each([
  ['Acme  Inc', 'acme\u00a0inc'],
  ['Café Zürich', 'CAFE\u0301 ZU\u0308RICH'],
  ['Acme\u200b Inc', ' Acme Inc\u2003'],
])('%j and %j are one name', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other))
})

test('names that differ in a sign are two', () => {
  expect(nameKey('मूल')).not.toBe(nameKey('माल'))
})
