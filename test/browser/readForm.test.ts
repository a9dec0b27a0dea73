import { describe, expect, it } from 'vitest'
import type { FormOptions } from '../../src/browser/index.ts'
import { readHtml } from './readHtml.ts'

/** What is told of the person when a form with these fields is handed in. */
const traitsOf = async (html: string, options: FormOptions = {}): Promise<unknown> =>
  readHtml(html, options).traits

const labelled = (...pairs: [label: string, value: string][]): string =>
  pairs
    .map(([label, value], i) => `<label>${label} <input name="f${i}" value="${value}"></label>`)
    .join('')

const PERSON = {
  email: 'ann@acme.example',
  firstName: 'Ann',
  lastName: 'Lee',
  company: { name: 'Acme' },
  phone: '+49 30 1234567',
}
const { email, firstName, lastName, company, phone } = PERSON

describe('a form', () => {
  it.each([
    ['English', ['Email', 'First name', 'Last name', 'Company', 'Phone']],
    ['German', ['E-Mail-Adresse', 'Vorname', 'Nachname', 'Firma', 'Telefonnummer']],
    ['French', ['Courriel', 'Prénom', 'Nom', 'Société', 'Téléphone']],
    ['Spanish', ['Correo electrónico', 'Nombre', 'Apellidos', 'Empresa', 'Teléfono']],
    ['Portuguese', ['E-mail', 'Nome', 'Sobrenome', 'Empresa', 'Telefone']],
    ['Italian', ['E-mail', 'Nome', 'Cognome', 'Azienda', 'Telefono']],
    ['Dutch', ['E-mailadres', 'Voornaam', 'Achternaam', 'Bedrijf', 'Telefoonnummer']],
  ])('is understood by its labels in %s', async (_, labels) => {
    const values = [email, firstName, lastName, company.name, phone]
    const pairs = labels.map((label, index): [string, string] => [label, values[index] ?? ''])
    expect(await traitsOf(labelled(...pairs))).toEqual(PERSON)
  })

  it('is understood by autocomplete first', async () => {
    const fields = {
      'section-a email': email,
      'given-name': firstName,
      'family-name': lastName,
      organization: 'Acme',
      'organization-title': 'CEO',
      tel: phone,
      url: 'https://acme.example',
      'street-address': 'Main St 1',
      'address-level2': 'Springfield',
      'address-level1': 'IL',
      'postal-code': '62701',
      'country-name': 'USA',
    }
    const html = Object.entries(fields).map(
      ([token, value]) => `<input autocomplete="${token}" name="country" value="${value}">`,
    )
    expect(await traitsOf(html.join(''))).toEqual({
      ...PERSON,
      title: 'CEO',
      website: 'https://acme.example',
      address: {
        street: 'Main St 1',
        city: 'Springfield',
        state: 'IL',
        postalCode: '62701',
        country: 'USA',
      },
    })
  })

  it.each([
    ['type=email', '<input type="email" name="x" value="a@b.example">', { email: 'a@b.example' }],
    ['type=tel', '<input type="tel" name="x" value="555 0100">', { phone: '555 0100' }],
    ['camelCase names', '<input name="firstName" value="Ann">', { firstName: 'Ann' }],
    ['a full name', '<input name="your-name" value="Ann Lee">', { name: 'Ann Lee' }],
    [
      'a select',
      '<select name="country"><option value="DE" selected>Germany</select>',
      { address: { country: 'DE' } },
    ],
    ['a placeholder', '<input placeholder="Job title" value="CEO">', { title: 'CEO' }],
    ['a textarea', '<textarea name="message">Hello</textarea>', { message: 'Hello' }],
  ])('is understood by %s', async (_, html, traits) => {
    expect(await traitsOf(html)).toEqual(traits)
  })

  it.each([
    ['a password', '<input type="password" name="email" value="secret">'],
    ['a hidden field', '<input type="hidden" name="email" value="secret">'],
    ['a file', '<input type="file" name="email">'],
    [
      'a button',
      '<button name="name" value="secret">Go</button><input type="submit" name="name" value="secret">',
    ],
    ['a card by autocomplete', '<input autocomplete="cc-name" name="name" value="secret">'],
    ['a one-time code', '<input autocomplete="one-time-code" name="phone" value="123456">'],
    ['a card number', '<input name="phone" value="4242 4242 4242 4242">'],
    ['a social security number', '<input name="title" value="078-05-1120">'],
    ['an unknown field', '<input name="favourite" value="blue">'],
    ['an ignored field', '<div data-ignore><input name="email" value="a@b.example"></div>'],
    [
      'a password, data-trait or not',
      '<input type="password" data-trait="cfSecret" value="secret">',
    ],
    ['a card number, data-trait or not', '<input data-trait="cfSecret" value="4242424242424242">'],
    ['a trap for robots', '<input name="website" style="display:none" value="spam">'],
    ['an empty field', '<input name="email" value=" ">'],
  ])('keeps to itself %s', async (_, html) => {
    expect(await traitsOf(html)).toEqual({})
  })

  it('cuts the number of a card out of a message', async () => {
    const html = '<textarea name="message">my card is 4242-4242-4242-4242, thanks</textarea>'
    expect(await traitsOf(html)).toEqual({ message: 'my card is …, thanks' })
  })

  it('tells a phone number with a country code from a card number', async () => {
    expect(await traitsOf('<input name="phone" value="+4242424242424242">')).toEqual({
      phone: '+4242424242424242',
    })
  })

  it('takes unknown fields by data-trait and by options, and adds what the options add', async () => {
    const html =
      '<input name="q1" data-trait="cfPlan" value="pro"><input name="q2" value="blue"><input name="q3" data-trait="company.size" value="9">'
    expect(
      await traitsOf(html, { fields: { q2: 'cfColour' }, traits: { leadSource: 'Web' } }),
    ).toEqual({
      cfPlan: 'pro',
      cfColour: 'blue',
      company: { size: '9' },
      leadSource: 'Web',
    })
  })

  it('joins ticked boxes of one trait, and takes the chosen one of a group', async () => {
    const box = (value: string, state = ''): string =>
      `<input type="checkbox" data-trait="cfTopics" value="${value}" ${state}>`
    const radio = (value: string, state = ''): string =>
      `<input type="radio" name="r" data-trait="cfSize" value="${value}" ${state}>`
    expect(
      await traitsOf(
        box('a', 'checked') + box('b') + box('c', 'checked') + radio('s') + radio('l', 'checked'),
      ),
    ).toEqual({
      cfTopics: 'a;c',
      cfSize: 'l',
    })
  })

  it.each([
    ['checked', 1],
    ['', 2],
  ])('reads a subscription box (%s) as status %i', async (state, status) => {
    expect(
      await traitsOf(
        `<label><input type="checkbox" name="nl" ${state}> Send me the newsletter</label>`,
      ),
    ).toEqual({
      subscriptionStatus: status,
    })
  })

  it('does not take a box for terms as a subscription', async () => {
    expect(
      await traitsOf(
        '<label><input type="checkbox" name="terms" checked> I accept the terms</label>',
      ),
    ).toEqual({})
  })

  it.each([
    ['checked', '', 1],
    ['', 'checked', 1],
    ['', '', 2],
  ])('takes one tick (%s, %s) of two boxes as a subscription: %i', async (one, other, status) => {
    const box = (text: string, state: string): string =>
      `<label><input type="checkbox" ${state}> ${text}</label>`
    expect(await traitsOf(box('Newsletter', one) + box('Special offers', other))).toEqual({
      subscriptionStatus: status,
    })
  })

  it('is understood where a label promises something', async () => {
    const labels = ['E-mail (we never pass it on)', 'E-mail, passed on to nobody']
    for (const label of labels) expect(await traitsOf(labelled([label, email]))).toEqual({ email })
  })
})
