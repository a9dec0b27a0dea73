/** A page with forms, which its own script sends to the server of the site. */
import { vi } from 'vitest'
import type { Event as LibraryEvent } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { wait } from './page.ts'

/** How the server of the site answers. */
export const site = { status: 200, body: '{}' }

/** Lets the page's own requests be answered by the site, and those of the library by the edge. */
export const serveSite = (): void => {
  Object.assign(site, { status: 200, body: '{}' })
  const toEdge = fetch
  vi.stubGlobal('fetch', async (target: string, init: RequestInit) =>
    `${target}`.endsWith('/v1/batch')
      ? toEdge(target, init)
      : new Response(site.body, { status: site.status }),
  )
}

/** Something is entered for the first time: what is about forms is there then, and what judges them. */
export const useForms = async (): Promise<void> => {
  for (const type of ['focusin', 'input']) {
    document
      .querySelector('input')
      ?.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
    await vi.dynamicImportSettled()
    await wait(1)
  }
}

/** Hands a form in, which a script of the page then sends. Returns what was reported. */
export const handIn = async (form: HTMLFormElement): Promise<LibraryEvent[]> => {
  await useForms()
  form.addEventListener('submit', (event) => event.preventDefault(), { once: true })
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  const fields = [...form.querySelectorAll('input')].map(({ value }) => value)
  await fetch('https://www.acme.example/join', { method: 'POST', body: JSON.stringify(fields) })
  await wait(1_000)
  return edge.events.splice(0)
}
