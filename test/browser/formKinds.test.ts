import { describe, expect, it } from 'vitest'
import { readHtml } from './readHtml.ts'

const told = (html: string): object => readHtml(html).traits
const why = (html: string, attributes = ''): string | undefined =>
  readHtml(html, {}, attributes).why

const EMAIL = '<input name="email" value="ann@acme.example">'

describe('a field', () => {
  it.each([
    [
      'a select about the newsletter',
      '<label>How did you hear about us? <select name="source"><option>Google<option>E-mail newsletter</select></label>',
      {},
    ],
    [
      'a wish',
      '<label>Contact me by e-mail or phone? <select><option>Phone<option>E-mail</select></label>',
      {},
    ],
    ['a company size', '<label>Company size <select><option>11-50</select></label>', {}],
    ['a number of employees', '<input name="company_size" value="11-50 employees">', {}],
    ['a salutation', '<select name="title"><option>Mrs</select>', {}],
    ['a salutation in German', '<input name="title" value="Herr">', {}],
    ['a dial code', '<select name="country_code"><option>+49</select>', {}],
    [
      'a ZIP with the keyboard for phones',
      '<input type="tel" name="zip" value="90210">',
      { address: { postalCode: '90210' } },
    ],
    [
      'a date with that keyboard',
      '<input type="tel" name="q1" placeholder="Date of birth" value="01.02.1990">',
      {},
    ],
    [
      'an amount with that keyboard',
      '<label>Budget <input type="tel" name="q1" value="120000"></label>',
      {},
    ],
    ['a friend', '<input name="friend_email" value="bob@acme.example">', {}],
    [
      'a manager',
      '<label>Email of your manager <input name="q" value="bob@acme.example"></label>',
      {},
    ],
    [
      'a colleague in German',
      '<label>E-Mail Ihres Kollegen <input name="q" value="bob@acme.example"></label>',
      {},
    ],
    [
      'a user name',
      '<label>Username or email address <input name="login" value="annlee77"></label>',
      {},
    ],
    ['a guest', '<input name="guest_email" value="bob@acme.example">', {}],
    ['somebody invited', '<input name="invite_email" value="bob@acme.example">', {}],
    [
      'a passport with the keyboard for phones',
      '<label>Passport number <input type="tel" value="123456"></label>',
      {},
    ],
    ['a house number with it', '<input type="tel" name="house_number" value="123456">', {}],
    [
      'the address of a company',
      '<input name="company_address" value="1 Main St">',
      { address: { street: '1 Main St' } },
    ],
    [
      'a text behind a widget, by its trait',
      '<input name="skills" data-trait="cfSkills" value="Baker" style="display:none">',
      { cfSkills: 'Baker' },
    ],
    [
      'a trap that is clipped',
      '<input name="phone" value="+49 30 99" style="clip-path:inset(100%)">',
      {},
    ],
    [
      'a trap within what is clipped',
      '<p style="clip-path:inset(50%)"><input name="city" value="Spam"></p>',
      {},
    ],
    ['a disabled field', '<input name="phone" value="+49 30 1234567" disabled>', {}],
    [
      'a dial code beside the number',
      '<select name="cc"><option>+49</select><input name="phone" value="030 1234567">',
      { phone: '+49 30 1234567' },
    ],
    [
      'a list of dial codes beside the number, of which none is chosen',
      '<div class="country-list"><p>Germany +49<p>Zimbabwe +263</div><input name="phone" type="tel" value="030 1234567">',
      { phone: '030 1234567' },
    ],
    [
      'a dial code that was chosen of such a list',
      '<div class="country-list"><b class="flag-name">+44</b><p>Germany +49<p>Zimbabwe +263</div><input name="phone" type="tel" value="020 1234567">',
      { phone: '+44 20 1234567' },
    ],
    [
      'several choices',
      '<select multiple data-trait="cfTopics"><option selected>a<option>b<option selected>c</select>',
      { cfTopics: 'a;c' },
    ],
    [
      'a select that a widget hides',
      '<select name="country" aria-hidden="true" style="display:none"><option value="DE" selected>Germany</select>',
      { address: { country: 'DE' } },
    ],
    [
      'a select with numbers for countries',
      '<select name="country"><option value="12" selected>Germany</select>',
      { address: { country: 'Germany' } },
    ],
    [
      'a name told by another element',
      '<b id="l">E-mail</b><input aria-labelledby="l" name="q" value="ann@acme.example">',
      { email: 'ann@acme.example' },
    ],
    [
      'a buddy beside the visitor, in either order',
      '<input name="buddy_email" value="bob@acme.example"><input name="email" value="ann@acme.example">',
      { email: 'ann@acme.example' },
    ],
    [
      'a possession of somebody else',
      '<label>Mother’s phone <input value="+49 30 99"></label><label>Il telefono di mio marito <input value="+49 30 98"></label><label>Telefono <input value="+49 30 1234567"></label>',
      { phone: '+49 30 1234567' },
    ],
    [
      'the receiver of a present',
      '<input type="email" name="to" value="bob@acme.example"><input type="email" name="from" value="ann@acme.example">',
      { email: 'ann@acme.example' },
    ],
    [
      'the city and phone of a company',
      '<input name="company_city" value="Rome"><input name="company_phone" value="+49 30 1234567">',
      { address: { city: 'Rome' }, phone: '+49 30 1234567' },
    ],
    [
      'what a company does',
      '<input name="company_sector" value="Steel"><label>Company turnover <input name="q" value="about one million"></label><label>Porte da empresa <select name="q"><option>Pequena</select></label>',
      {},
    ],
    [
      'a company with a number in its name',
      '<input name="company" value="500 Startups">',
      { company: { name: '500 Startups' } },
    ],
    [
      'two salutations',
      '<input name="title" value="Herr Dr."><input name="titel" value="Prof. Dr.">',
      {},
    ],
    [
      'a title of something else',
      '<input name="post_title" value="My page"><label>Title of your message <input name="q" value="Hello"></label>',
      {},
    ],
    [
      'a list in which nobody has chosen',
      '<select name="country"><option selected>Select a country<option>Italy</select><select name="state"><option selected>Bitte wählen<option>Bayern</select><select name="role"><option selected>Your role*<option>CEO</select>',
      {},
    ],
    [
      'a page to go to',
      '<input name="redirect_url" value="https://acme.example/thanks"><input type="url" name="video" value="https://acme.example/v">',
      {},
    ],
    [
      'what a visitor wrote, whatever it is called',
      '<label>Wie können wir helfen? <textarea name="q">Hallo</textarea></label>',
      { message: 'Hallo' },
    ],
    [
      'what a visitor wrote, beside a message',
      '<textarea name="notes">Call late</textarea><textarea name="message">Hello</textarea>',
      { message: 'Hello' },
    ],
    [
      'a form of a tutorial',
      '<input name="message_name" value="Ann Lee"><input name="message_email" value="ann@acme.example"><textarea name="message_text">Hello</textarea>',
      { name: 'Ann Lee', email: 'ann@acme.example', message: 'Hello' },
    ],
    [
      'an address whose filling was switched off',
      '<input name="first_name" autocomplete="new-password" value="Ann"><input name="city" autocomplete="new-password" value="Rome">',
      { firstName: 'Ann', address: { city: 'Rome' } },
    ],
    ['a ZIP with its city', '<label>PLZ / Ort <input name="q" value="10115 Berlin"></label>', {}],
  ])('that is %s tells what it is', (_, html, traits) => {
    expect(told(html)).toEqual(traits)
  })

  it.each([
    ['in its id', '<input type="email" id="hero-card-email" value="ann@acme.example">'],
    [
      'in a remark',
      '<label>Email (we keep it secure) <input name="q" value="ann@acme.example"></label>',
    ],
    [
      'in autocomplete against filling',
      '<input type="email" autocomplete="new-password" value="ann@acme.example">',
    ],
    [
      'in autocomplete of a code',
      '<input type="email" autocomplete="one-time-code" value="ann@acme.example">',
    ],
  ])('for an address keeps it with a word of secrecy %s', (_, html) => {
    expect(told(html)).toEqual({ email: 'ann@acme.example' })
  })

  it.each([
    [
      'a code',
      '<input type="tel" name="two-factor-totp-authcode" placeholder="eg. 123456" value="123456">',
    ],
    [
      'a code by its label',
      '<label>Enter the 6-digit code <input type="tel" name="code" value="123456"></label>',
    ],
    [
      'a code in German',
      '<label>Bestätigungscode <input type="tel" name="q" value="123456"></label>',
    ],
    [
      'a code in Spanish',
      '<label>Código de 6 dígitos <input type="tel" name="q" value="123456"></label>',
    ],
    ['a PIN', '<label>Enter PIN code <input type="tel" name="pin" value="123456"></label>'],
    ['a card', '<label>Name on card <input name="q" value="Ann Lee"></label>'],
    [
      'a code that was sent to a phone',
      '<label>Enter the code we sent to your phone <input type="tel" name="q" value="123456"></label>',
    ],
    [
      'a code in Portuguese',
      '<label>Insira o código enviado para o seu telemóvel <input type="tel" name="q" value="123456"></label>',
    ],
    ['a second factor', '<input type="tel" name="twofa" value="123456">'],
    ['a phrase', '<label>Recovery phrase <textarea name="q">a b c d e</textarea></label>'],
    [
      'a shown password',
      '<label>Palavra-passe <input name="email" autocomplete="new-password" value="hunter2"></label>',
    ],
  ])('for %s is a secret', (_, html) => {
    expect(told(html)).toEqual({})
  })

  it.each([
    ['a remark', '<label>Phone (we keep it secret) <input name="q" value="030 1234567"></label>'],
    [
      'a code to come',
      '<label>Mobile number for the verification code <input type="tel" name="q" value="030 1234567"></label>',
    ],
    [
      'autocomplete of a code',
      '<input type="tel" name="phone" autocomplete="one-time-code" value="030 1234567">',
    ],
  ])('for a phone is none because of %s', (_, html) => {
    expect(told(html)).toEqual({ phone: '030 1234567' })
  })

  it.each([
    ['Monthly income', '120000'],
    ['Kundennummer', '12345678'],
    ['Mileage', '120000'],
    ['Importo richiesto', '120000'],
    ['SIREN', '123456789'],
    ['RUT', '12.345.678-5'],
    ['CNPJ', '12.345.678/0001-95'],
    ['Partita IVA', '01234567890'],
    ['N° de sécurité sociale', '2 69 05 49 588 157 80'],
    ['NHS number', '943 476 5919'],
    ['Serial number', '1234567890'],
  ])('for digits (%s) is no phone', (label, value) => {
    expect(told(`<label>${label} <input type="tel" name="q" value="${value}"></label>`)).toEqual({})
  })

  it.each([
    ['Contact number', '555 0100'],
    ['WhatsApp', '+55 11 98765-4321'],
    ['Rufnummer', '1234567'],
    ['Anything', '(030) 1234567'],
    ['Best number to reach you', '5550100123'],
    ['Your answer', '555-010-0199'],
    ['', '5550100'],
  ])('for a number (%s) is a phone', (label, value) => {
    const html = `<label>${label} <input type="tel" name="input_4" value="${value}"></label>`
    expect(told(html)).toEqual({ phone: value })
  })

  it('for a postal code in India is none', () => {
    const html = '<label>Pin code <input name="q" value="560001"></label>'
    expect(told(html)).toEqual({ address: { postalCode: '560001' } })
  })

  it('with a long value is cut', () => {
    const html = `<textarea name="message">${'x'.repeat(40_000)}</textarea>`
    expect(`${(told(html) as { message: string }).message}`.length).toBe(8_000)
  })
})

describe('a field without a label', () => {
  it.each([
    [
      'cells of a table',
      '<table><tr><td>E-mail:</td><td><input name="f1" value="ann@acme.example"></td></tr><tr><td>Firma:</td><td><input name="f2" value="Acme"></td></tr></table>',
    ],
    [
      'the text before',
      '<p>Votre courriel<br><input name="f1" value="ann@acme.example"> Société : <input name="f2" value="Acme"></p>',
    ],
    [
      'an element before it, and a title',
      '<div><div>Email</div><div><p><input name="f1" value="ann@acme.example"></p></div></div><input name="f2" title="Company" value="Acme">',
    ],
  ])('is read by %s', (_, html) => {
    expect(told(html)).toEqual({ email: 'ann@acme.example', company: { name: 'Acme' } })
  })

  it('is not read by a heading, nor by the text of another field', () => {
    expect(
      told('<h2>Message</h2><input name="f1" value="x"><br><input name="f2" value="y">'),
    ).toEqual({})
  })

  it('is a box that is read by the text after it', () => {
    const html = '<input type="checkbox" name="c" checked> Send me offers'
    expect(told(html)).toEqual({ subscriptionStatus: 1 })
  })
})

describe('the code of a country beside a phone', () => {
  it.each([
    ['a text of a widget', '<b class="vti__country-code">+49</b>'],
    [
      'a title of a widget',
      '<b class="iti__selected-flag" title="Germany (Deutschland): +49"></b>',
    ],
    ['its aria-label', '<b class="iti__selected-country" aria-label="Selected Germany (+49)"></b>'],
    ['a text before', '<span class="input-group-text">+49</span>'],
    [
      'what is chosen',
      '<select name="cc"><option>USA (+1)<option value="DE" selected>Germany (+49)</select>',
    ],
    ['what is chosen, as a number', '<select name="cc"><option value="0049">+49</select>'],
  ])('joins it from %s', (_, html) => {
    const phone = '<input type="tel" name="phone" value="030 1234567">'
    expect(told(`<div>${html}${phone}</div>`)).toMatchObject({ phone: '+49 30 1234567' })
  })

  it('is no other number', () => {
    const html = '<input name="zip" value="00100"><input name="phone" value="333 1234567">'
    expect(told(html)).toMatchObject({ phone: '333 1234567' })
  })
})

describe('a form', () => {
  it.each([
    [
      'a cookie banner',
      '<label><input type="checkbox"> Marketing</label><button>Save</button>',
      '',
    ],
    [
      'a filter',
      '<label><input type="checkbox" checked> Special offers</label><select name="country"><option>CA</select>',
      '',
    ],
    ['a search', EMAIL, 'role="search"'],
    ['a chat', '<textarea name="message">Hello</textarea>', ''],
    ['a job search', '<input placeholder="Job title or company" value="Baker">', ''],
    ['a log-in', `${EMAIL}<input type="password" name="p">`, ''],
    [
      'a log-in by autocomplete',
      `${EMAIL}<input name="name" value="Ann Lee"><input type="password" autocomplete="current-password">`,
      '',
    ],
    ['an unsubscribe form', `${EMAIL}<button>Unsubscribe</button>`, ''],
    ['one in German', `${EMAIL}<button>Newsletter abbestellen</button>`, ''],
    ['a forgotten password', `${EMAIL}<button>Send</button>`, 'action="/forgot-password"'],
    ['a coupon', `${EMAIL}<input name="coupon" value="X">`, 'class="checkout-coupon"'],
    ['a voucher of a basket', `${EMAIL}<button>Apply</button>`, 'id="cart-voucher"'],
    ['a forgotten password in Spanish', `${EMAIL}<button>Recuperar contraseña</button>`, ''],
    ['a choice of cookies', `${EMAIL}<button>Save</button>`, 'id="cookie-preferences"'],
    ['half a name', '<input name="first_name" value="Ann">', ''],
    [
      'a log-in with a code',
      `${EMAIL}<input name="tenant" value="acme"><input type="password"><button>Sign in</button>`,
      '',
    ],
    [
      'a log-in in French',
      `${EMAIL}<input name="societe" value="Acme"><input type="password"><button>Connexion</button>`,
      '',
    ],
    ['a log-in by a letter', `${EMAIL}<button>Send magic link</button>`, ''],
    ['a first step of a log-in', `${EMAIL}<button>Next</button>`, 'id="login-form"'],
    ['a new letter to confirm', `${EMAIL}<button>Resend confirmation</button>`, ''],
    [
      'a forgotten password in French',
      `${EMAIL}<button>Réinitialiser le mot de passe</button>`,
      '',
    ],
    ['a forgotten password in Dutch', `${EMAIL}<button>Wachtwoord opnieuw instellen</button>`, ''],
    ['an account to find again', `${EMAIL}<button>Submit</button>`, 'action="/account/recover"'],
    ['a farewell in Italian', `${EMAIL}<button>Cancella la mia iscrizione</button>`, ''],
    ['an end of all data', `${EMAIL}<button>Delete my data</button>`, ''],
    ['a choice of letters', `${EMAIL}<button>Save</button>`, 'id="email-preferences"'],
    ['a look for an order', `${EMAIL}<input name="order"><button>Track my order</button>`, ''],
    ['a look for an order in German', `${EMAIL}<button>Bestellung verfolgen</button>`, ''],
    ['an invitation of somebody', `${EMAIL}<button>Send invitation</button>`, ''],
  ])('that is %s is no sign-up', (_, html, attributes) => {
    expect(why(html, attributes)).toEqual(expect.any(String))
  })

  it.each([
    ['an address', EMAIL, ''],
    ['a phone', '<input type="tel" value="+49 30 1234567">', ''],
    ['a full name', '<input name="your-name" value="Ann Lee">', ''],
    ['a new account', `${EMAIL}<input type="password" autocomplete="new-password">`, ''],
    [
      'a registration',
      `${EMAIL}<input type="password" name="p"><button>Create account</button>`,
      '',
    ],
    ['a newsletter', `${EMAIL}<button>Subscribe</button>`, ''],
    ['a coupon for its address', `${EMAIL}<button>Get a coupon by mail</button>`, ''],
    ['a code for its address', `${EMAIL}<button>Send me the promo code</button>`, ''],
    ['a wish for an invitation', `${EMAIL}<button>Request an invite</button>`, ''],
    ['a newsletter of bakers', `${EMAIL}<button>Join</button>`, 'class="cookie-recipes"'],
    [
      'a trial in German',
      `${EMAIL}<input type="password"><button>Jetzt kostenlos testen</button>`,
      '',
    ],
    ['an account in Dutch', `${EMAIL}<input type="password"><button>Account aanmaken</button>`, ''],
  ])('with %s is one', (_, html, attributes) => {
    expect(why(html, attributes)).toBeUndefined()
  })
})
