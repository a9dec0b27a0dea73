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
  ])('for %s is a secret', (_, html) => {
    expect(told(html)).toEqual({})
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
  ])('with %s is one', (_, html, attributes) => {
    expect(why(html, attributes)).toBeUndefined()
  })
})
