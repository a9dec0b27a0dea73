import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { inEachBrowser } from '../../helpers/engines.ts'
import { errorsIn, openPage } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { pause, tracked } from '../../helpers/website.ts'
import { firstOf } from '../../shop/effort.ts'

/** What the page does before the library comes; its own code gets whatever `fetch` answers. */
const answerWith = (code: string): string => `<script>
  const real = fetch
  window.fetch = async (...given) => { const answer = await real(...given); ${code}; return answer }
</script>`

const streamOf = (source: string): string =>
  answerWith(
    `if (!/v1/.test(given[0])) return new Response(new ReadableStream({ ${source} }), { headers: { 'content-type': 'application/json' } })`,
  )

const SEND = `fetch('/api', { method: 'POST', body: new FormData(f) })`

/** An answer of 200 that cannot be read, by what makes it so: what comes before, and how the page sends. */
const ANSWERS: [kind: string, before: string, send: string][] = [
  [
    'opaque, of another site',
    '',
    `fetch('http://127.0.0.1:' + location.port + '/api', { method: 'POST', mode: 'no-cors', body: new FormData(f) })`,
  ],
  [
    'locked by who asked first',
    answerWith('if (/api/.test(given[0])) answer.body.getReader()'),
    SEND,
  ],
  ['read by who asked first', answerWith('if (/api/.test(given[0])) await answer.text()'), SEND],
  ['a stream without an end', streamOf(`pull: () => new Promise(() => {})`), SEND],
  [
    'a stream that begins and stops',
    streamOf(`start: (c) => c.enqueue(new TextEncoder().encode(' '))`),
    SEND,
  ],
  [
    'never stored and never read',
    '',
    `fetch('/api', { method: 'POST', cache: 'no-store', body: new FormData(f) })`,
  ],
  [
    'a redirect that is not followed',
    '',
    `fetch('/moved', { method: 'POST', redirect: 'manual', body: new FormData(f) })`,
  ],
  [
    'bytes',
    '',
    `new Promise((done) => { const x = new XMLHttpRequest(); x.open('POST', '/api'); x.responseType = 'arraybuffer'; x.onload = done; x.send(new FormData(f)) })`,
  ],
]

inEachBrowser((engine) => {
  visitSitesWith(engine.launch)
  beforeEach(() => {
    site.answers.set('/api', { body: '{}' })
    site.answers.set('/moved', { status: 302, body: '{}' })
  })

  const open = (before: string, send: string, then: string): Promise<Page> => {
    site.put(
      '/',
      `<title>join</title><form id="f"><input name="name"><input type="email" name="email"><button>Join</button></form><p id="out"></p>
      <script>f.onsubmit = async (event) => { event.preventDefault(); await ${send}; ${then} }</script>`,
      { attributes: 'data-forms', before },
    )
    return openPage(browser, site)
  }

  const send = async (page: Page): Promise<void> => {
    await page.fill('[name=name]', 'Ann Lee')
    await page.fill('[name=email]', 'ann@acme.example')
    await page.click('button')
    while (site.submissions.length === 0) await pause(20)
  }

  describe('an answer that nobody can read', () => {
    it.each(firstOf(3, ANSWERS))(
      'counts where nothing speaks against it: %s',
      async (_, before, how) => {
        const page = await open(before, how, `out.textContent = 'Well then'`)
        const errors = errorsIn(page)
        await send(page)
        await site.until((all) => tracked(all).includes('Form Submitted'))
        await pause(500)
        expect(site.deliveries.map(({ type }) => type)).toEqual(['identify', 'track'])
        expect(errors).toEqual([])
      },
    )

    it.each(firstOf(3, ANSWERS))(
      'is a no where the page shows a fault: %s',
      async (_, before, how) => {
        const fault = `f.email.setAttribute('aria-invalid', 'true'); out.textContent = 'Please try again'`
        const page = await open(before, how, fault)
        await send(page)
        await pause(2_500)
        expect(site.deliveries).toEqual([])
      },
    )

    it('that breaks off leaves the page to tell, and throws nothing into it', async () => {
      const broken = streamOf(
        `start: (c) => { c.enqueue(new TextEncoder().encode('{')); setTimeout(() => c.error(new Error('gone')), 50) }`,
      )
      const page = await open(
        broken,
        `${SEND}.then((answer) => answer.text()).catch(() => {})`,
        'f.reset()',
      )
      const errors = errorsIn(page)
      await send(page)
      await site.until((all) => tracked(all).includes('Form Submitted'))
      // Firefox says so itself, on a page without the script as well.
      expect(errors.filter((text) => !/^Failed to read data/.test(text))).toEqual([])
    })
  })
})
