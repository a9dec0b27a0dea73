import type { Field } from './scope.ts'

const CODE = /^\+\d{1,4}$/
const digits = (text: string): string => text.replace(/\D/g, '')

/**
 * Widgets for phone numbers show the country's code beside the field, and keep the whole number in a
 * hidden one. Returns the number with its code.
 */
export const dialCodeOf = (field: Field, value: string): string => {
  const number = value.trim()
  const national = digits(number).replace(/^0/, '')
  if (!national || /^(\+|00)/.test(number)) return value
  const group = field.closest('form') ?? field.parentElement?.parentElement
  for (const { type, value: whole } of group?.querySelectorAll('input') ?? [])
    if (type === 'hidden' && /^\+\d+$/.test(whole) && whole.endsWith(national)) return whole
  const around = field.parentElement?.parentElement
  for (const element of around?.querySelectorAll('[class*=dial],[class*=country]') ?? []) {
    const text = element.textContent?.trim() ?? ''
    if (CODE.test(text)) return `${text} ${number.replace(/^0/, '')}`
  }
  return value
}
