import { beforeEach, describe, expect, it } from 'vitest'
import { edge } from './edge.ts'
import { serveSite, useForms } from './formsPage.ts'
import { openPage, wait } from './page.ts'

const FIELDS = '<input name="name" value="Ann Lee"><input name="email" value="ann@acme.example">'

/** Something that the visitor does with an element, and no script. */
const act = (selector: string, type: string, key?: string): void => {
  const event = Object.assign(new Event(type, { bubbles: true, composed: true }), key && { key })
  Object.defineProperty(event, 'isTrusted', { value: true })
  document.querySelector(selector)?.dispatchEvent(event)
}

/** What a script of the page sends, as soon as something is pressed. */
const send = (): Promise<unknown> =>
  fetch('https://www.acme.example/join', { method: 'POST', body: 'Ann Lee ann@acme.example' })

const reportedAfter = async (html: string, acts: [string, string, string?][]): Promise<number> => {
  await openPage({ forms: true })
  document.body.innerHTML = html
  await useForms()
  for (const one of acts) act(...one)
  await send()
  await wait(1_000)
  return edge.events.splice(0).length
}

beforeEach(serveSite)

describe('a form without a submit event', () => {
  it.each<[string, string, [string, string, string?][]]>([
    [
      'a button is clicked',
      `<form>${FIELDS}<button type="button">Go</button></form>`,
      [['button', 'click']],
    ],
    [
      'a button is pressed down',
      `<form>${FIELDS}<button type="button">Go</button></form>`,
      [['button', 'pointerdown']],
    ],
    [
      'a button is pressed, let go and clicked',
      `<form>${FIELDS}<button type="button">Go</button></form>`,
      [
        ['button', 'pointerdown'],
        ['button', 'click'],
      ],
    ],
    [
      'a blank is typed on what has the role of one',
      `<form>${FIELDS}<b role="button">Go</b></form>`,
      [['b', 'keydown', ' ']],
    ],
    ['a line is ended', `<form>${FIELDS}</form>`, [['input', 'keydown', 'Enter']]],
    ['a link beside it is clicked', `<form>${FIELDS}</form><a href="#">Go</a>`, [['a', 'click']]],
    [
      'a button that names it is clicked',
      `<form id="f">${FIELDS}</form><i><i><i><button form="f">Go</button></i></i></i>`,
      [['button', 'click']],
    ],
    [
      'fields have none, and a button is clicked',
      `<div>${FIELDS}<button>Go</button></div>`,
      [['button', 'click']],
    ],
  ])('is handed in when %s', async (_, html, acts) => {
    expect(await reportedAfter(html, acts)).toBe(2)
  })

  it.each<[string, string, [string, string, string?]]>([
    [
      'a link to another page is clicked',
      `<form>${FIELDS}</form><a href="/terms">Terms</a>`,
      ['a', 'click'],
    ],
    ['a blank is typed into a field', `<form>${FIELDS}</form>`, ['input', 'keydown', ' ']],
    [
      'a text is clicked in what can be clicked',
      `<form onclick="1">${FIELDS}<b onclick="1"><textarea></textarea></b></form>`,
      ['input', 'click'],
    ],
    [
      'a button elsewhere is clicked',
      `<main><form>${FIELDS}</form></main><nav><button>Menu</button></nav>`,
      ['button', 'click'],
    ],
    [
      'something is cancelled',
      `<form>${FIELDS}<button type="button">Cancel</button></form>`,
      ['button', 'click'],
    ],
  ])('is not when %s', async (_, html, one) => {
    expect(await reportedAfter(html, [one])).toBe(0)
  })
})

describe('a wizard', () => {
  it('of six steps adds up, however each was pressed', async () => {
    await openPage({ forms: true })
    document.body.innerHTML = '<main></main>'
    const main = document.querySelector('main') as HTMLElement
    const names = ['first_name', 'last_name', 'company', 'city', 'country', 'email']
    for (const name of names) {
      const value = name === 'email' ? 'ann@acme.example' : `A ${name}`
      main.innerHTML = `<form><input name="${name}" value="${value}"><button type="button">Go</button></form>`
      await useForms()
      act('button', 'pointerdown')
      act('button', 'click')
      document.forms[0]?.dispatchEvent(new SubmitEvent('submit', { bubbles: true }))
      await wait(10)
    }
    await send()
    await wait(1_000)
    expect(edge.events[0]).toMatchObject({
      traits: {
        firstName: 'A first_name',
        company: { name: 'A company' },
        email: 'ann@acme.example',
      },
    })
  })
})
