import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { launchBrowser } from '../../helpers/browser.ts'
import { openPage } from '../../helpers/visitor.ts'
import { browser, site, visitSitesWith } from '../../helpers/visits.ts'
import { pause } from '../../helpers/website.ts'

interface Stack {
  /** Everything but the library. */
  html: string
  /** Answers of the server to a refused form and to one that it takes. */
  refused: { status?: number; body?: string }
  taken: { status?: number; body?: string }
}

const FIELDS = `<label>Name <input name="name"></label><label>E-mail <input name="email"></label>
  <label>Password <input type="password" name="password" autocomplete="new-password"></label><button>Send</button>`
const HTMX = `<form hx-post="/api" hx-target="#box">${FIELDS}</form>`

/** A few of `npm run bench -- zoo`, with their libraries as they are in test/fixtures/zoo/bundles. */
const STACKS: Record<string, Stack> = {
  'jquery-validate': {
    html: `<form id="f">${FIELDS}</form><p id="out"></p>`,
    refused: { status: 422 },
    taken: { body: '{}' },
  },
  htmx: {
    html: `<div id="box">${HTMX}</div>`,
    refused: { body: `<p>Please try again</p>${HTMX}` },
    taken: { body: '<p>Thank you</p>' },
  },
  alpine: {
    html: `<div x-data="contact"><form @submit.prevent="send">${FIELDS.replace(/name="(\w+)"/g, '$& x-model="f.$1"')}</form><p x-text="note"></p></div>`,
    refused: { body: '{"errors":{"email":"taken"}}' },
    taken: { body: '{"id":7}' },
  },
  'react-hook-form': {
    html: '<div id="root"></div>',
    refused: { status: 400 },
    taken: { status: 201 },
  },
}

visitSitesWith(() => launchBrowser())

describe('a form made with', () => {
  it.each(Object.entries(STACKS))(
    '%s is reported once, when it was refused and then corrected',
    async (name, { html, refused, taken }) => {
      const library = readFileSync(`test/fixtures/zoo/bundles/${name}.js`, 'utf8')
      const script = `<script>${library.replaceAll('</script', '<\\/script')}</script>`
      site.put('/', `<title>join</title>${html}${script}`, { attributes: 'data-forms' })
      const page = await openPage(browser, site)
      const send = async (email: string, shown: string): Promise<void> => {
        await page.fill('[name=name]', 'Ann Lee')
        await page.fill('[name=email]', email)
        await page.fill('[name=password]', 'secret-word')
        await page.click('text=Send')
        await page.getByText(shown).first().waitFor()
      }
      site.answers.set('/api', refused)
      await send('refused@acme.example', 'Please try again')
      await pause(700)
      expect(site.deliveries).toEqual([])
      site.answers.set('/api', taken)
      await send('ann@acme.example', 'Thank you')
      await site.until((all) => all.some(({ type }) => type === 'track'))
      await pause(300)
      expect(site.deliveries.map(({ type }) => type)).toEqual(['identify', 'track'])
      expect(site.deliveries[0]).toMatchObject({
        traits: { email: 'ann@acme.example', name: 'Ann Lee' },
      })
      expect(JSON.stringify(site.deliveries)).not.toContain('secret-word')
    },
  )
})
