import { describe, expect, it, vi } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { edge, tracked } from './edge.ts'
import { openPage, wait } from './page.ts'

const LINKS = `
  <a class="buy" id="one" href="#one"><b>One</b></a>
  <a class="buy" id="two" href="#two">Two</a>
  <a id="three" href="#three">Three</a>`

const open = async (): Promise<Analytics> => {
  const analytics = await openPage()
  document.body.innerHTML = LINKS
  return analytics
}

const find = (selector: string): Element => document.querySelector(selector) as Element

/** Answers whether the click may go on. */
const click = (selector: string): boolean =>
  find(selector).dispatchEvent(
    new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }),
  )

describe('a tracked link', () => {
  it('is any that a selector names, also one added later', async () => {
    const analytics = await open()
    analytics.trackLink('.buy', 'Clicked')
    document.body.insertAdjacentHTML('beforeend', '<a class="buy" id="late" href="#late">Late</a>')
    for (const id of ['#one', '#three', '#late']) click(id)
    await wait(0)
    expect(tracked()).toEqual(['Clicked', 'Clicked'])
  })

  it('is one element', async () => {
    const analytics = await open()
    analytics.trackLink(find('#two'), 'Clicked')
    for (const id of ['#one', '#two', '#three']) click(id)
    await wait(0)
    expect(tracked()).toEqual(['Clicked'])
  })

  it('is any element of a list', async () => {
    const analytics = await open()
    analytics.trackLink([find('#one'), find('#three')], 'Clicked')
    for (const id of ['#one', '#two', '#three']) click(id)
    await wait(0)
    expect(tracked()).toEqual(['Clicked', 'Clicked'])
  })

  it('hears clicks on what is inside, and those that the page stops on their way', async () => {
    const analytics = await open()
    find('#one').addEventListener('click', (event) => event.stopImmediatePropagation())
    analytics.trackLink('#one', 'Clicked')
    click('#one b')
    await wait(0)
    expect(tracked()).toEqual(['Clicked'])
  })

  it('takes event and properties as they are', async () => {
    const analytics = await open()
    analytics.trackLink('#one', 'Clicked', { place: 'header' })
    click('#one')
    await wait(0)
    expect(edge.events).toMatchObject([
      { type: 'track', event: 'Clicked', properties: { place: 'header' } },
    ])
  })

  it('takes event and properties from functions of the link', async () => {
    const analytics = await open()
    analytics.trackLink(
      '.buy',
      (link) => `Clicked ${link.id}`,
      (link) => ({ text: link.textContent }),
    )
    click('#one b')
    click('#two')
    await wait(0)
    expect(edge.events).toMatchObject([
      { event: 'Clicked one', properties: { text: 'One' } },
      { event: 'Clicked two', properties: { text: 'Two' } },
    ])
  })

  it('never holds the click up', async () => {
    const analytics = await open()
    analytics.trackLink('.buy', 'Clicked')
    let hasArrived = false
    find('#one').addEventListener('click', () => {
      hasArrived = true
    })
    expect(click('#one')).toBe(true)
    expect(hasArrived).toBe(true)
  })

  it.each<[string, (analytics: Analytics) => unknown]>([
    ['a selector that is none', (analytics) => analytics.trackLink('a[', 'Clicked')],
    [
      'a function that throws',
      (analytics) =>
        analytics.trackLink('#one', () => {
          throw new Error('of the page')
        }),
    ],
  ])('is not hurt by %s, which shows in the console only', async (_, spoil) => {
    const analytics = await open()
    spoil(analytics)
    analytics.trackLink('#one', 'Clicked')
    expect(() => click('#one')).not.toThrow()
    await wait(0)
    expect(tracked()).toEqual(['Clicked'])
    expect(vi.mocked(console.error)).toHaveBeenCalledOnce()
  })

  it('is an ordinary link again after the undo', async () => {
    const analytics = await open()
    const undo = analytics.trackLink('.buy', 'Clicked')
    click('#one')
    undo()
    click('#one')
    await wait(0)
    expect(tracked()).toEqual(['Clicked'])
  })
})
