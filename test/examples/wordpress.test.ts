import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../src/testing/startTestServer.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { type CrmContact, findContact } from '../helpers/crm.ts'
import { freePorts } from '../helpers/freePorts.ts'
import { isFull } from '../shop/effort.ts'
import { missing, startWordPress, VERSION, type WordPress } from './wordpress/wordpress.ts'

/** How a visitor fills each form in, and what it says when it was taken. */
const FORMS = {
  'contact-form-7': {
    name: '[name=your-name]',
    email: '[name=address]',
    news: '[name="news[]"]',
    button: '[type=submit]',
    thanks: 'Thank you for your message',
    refusal: 'Please check and try again',
  },
  wpforms: {
    name: '#wpforms-7-field_0',
    email: '#wpforms-7-field_1',
    news: '#wpforms-7-field_3_1',
    button: '[type=submit]',
    thanks: 'Thanks for contacting us',
    refusal: 'Please enter a valid email',
  },
  elementor: {
    name: '#form-field-name',
    email: '#form-field-email',
    news: '#form-field-field_9d3',
    button: '[type=submit]',
    thanks: 'Your submission was successful',
    refusal: 'failed because of an error',
  },
} as const

type Plugin = keyof typeof FORMS
const PLUGINS = Object.keys(FORMS) as Plugin[]

const SETTINGS = {
  write_key: 'wk_site',
  server_key: 'sk_server',
  pages: true,
  forms: true,
  server: true,
  consent: false,
  forms_consent: false,
}

/** What comes once of each hand-in, and can be counted at once. */
const EVENTS = { 'Form Submitted': { task: { title: 'Call {email}' } } }

/** Nothing answers there. */
const NOWHERE = 'http://127.0.0.1:9'

const title = missing.length
  ? `WordPress (not tried: no ${missing.join(', ')})`
  : `WordPress ${VERSION}`

describe.skipIf(!isFull || missing.length > 0)(title, { timeout: 90_000 }, () => {
  let edge: TestServer
  let wordpress: WordPress
  let browser: Browser

  beforeAll(async () => {
    const [port = 0] = await freePorts(1)
    edge = await startTestServer({
      settings: {
        ALLOWED_ORIGINS: `http://localhost:${port}`,
        EVENTS: JSON.stringify(EVENTS),
      },
    })
    ;[wordpress, browser] = await Promise.all([
      startWordPress(port, { ...SETTINGS, edge: edge.url }),
      launchBrowser(),
    ])
  }, 90_000)

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })

  afterAll(async () => {
    await browser?.close()
    await wordpress?.stop()
    await edge?.stop()
  })

  /** Changes settings of the plugin, as its page would. */
  const set = (settings: object): Promise<string> =>
    wordpress.php(
      `update_option('freshsales_edge', array_merge(get_option('freshsales_edge'), json_decode('${JSON.stringify(settings)}', true)));
       update_option('freshsales_edge_state', []);`,
    )

  const open = async (
    plugin: Plugin,
    { options = {}, prepare }: { options?: BrowserContextOptions; prepare?: Prepare } = {},
  ): Promise<Page> => {
    const context = await browser.newContext(options)
    await prepare?.(context)
    const page = await context.newPage()
    await page.goto(
      `${wordpress.url}/${plugin}/?utm_source=google&utm_medium=cpc&utm_campaign=spring`,
    )
    return page
  }

  type Prepare = (context: BrowserContext) => Promise<unknown>
  const block: Prepare = (context) => context.route(`${edge.url}/**`, (route) => route.abort())

  const handIn = async (page: Page, plugin: Plugin, email: string): Promise<void> => {
    const form = FORMS[plugin]
    await page.fill(form.name, 'Ann Lee')
    await page.fill(form.email, email)
    await page.check(form.news)
    await page.click(form.button)
    const said = email.includes('@refused') ? form.refusal : form.thanks
    await page.getByText(said).first().waitFor()
  }

  const waiting = async (): Promise<number> =>
    Number(await wordpress.php(`echo FreshsalesEdge\\count_waiting();`))
  const runCron = (): Promise<string> =>
    wordpress.php(`update_option('freshsales_edge_state', []); do_action('freshsales_edge_send');`)

  interface Told {
    contact: CrmContact | undefined
    /** Each hand-in makes one. */
    tasks: number
    entries: number
  }

  /** What the CRM has of somebody. */
  const told = async (email: string): Promise<Told> => {
    const answer = await fetch(`${edge.crmUrl}/simulator/records`)
    const { tasks } = (await answer.json()) as { tasks: { title: string }[] }
    const contact = await findContact(edge.crmUrl, email)
    return {
      contact,
      tasks: tasks.filter(({ title }) => title === `Call ${email}`).length,
      entries: contact?.timeline.filter(({ type }) => type === 'note').length ?? 0,
    }
  }

  /** The same once both page and server have had the time to tell. */
  const toldAtLast = async (email: string): Promise<Told> => {
    await vi.waitFor(
      async () => {
        const { tasks, entries } = await told(email)
        expect([tasks, entries]).toEqual([1, 1])
        expect(await waiting()).toBe(0)
      },
      { timeout: 15_000, interval: 250 },
    )
    await pause(2_500)
    return told(email)
  }

  const once = { tasks: 1, entries: 1, contact: { first_name: 'Ann', last_name: 'Lee' } }
  const withCampaign = { ...once, contact: { ...once.contact, first_campaign: 'spring' } }

  describe.each(PLUGINS)('a sign-up by %s', (plugin) => {
    it('counts once with the script, with where the visitor came from', async () => {
      await handIn(await open(plugin), plugin, `on@${plugin}.example`)
      const result = await toldAtLast(`on@${plugin}.example`)
      expect(result).toMatchObject(withCampaign)
      expect(result.contact?.['subscription_status']).toBe(1)
      const [entry] = result.contact?.timeline.filter(({ type }) => type === 'note') ?? []
      expect(entry?.description?.match(/Filled in/g)).toHaveLength(1)
    })

    it('counts once with the script blocked', async () => {
      await handIn(await open(plugin, { prepare: block }), plugin, `off@${plugin}.example`)
      const result = await toldAtLast(`off@${plugin}.example`)
      expect(result).toMatchObject(once)
      expect(result.contact?.['subscription_status']).toBe(1)
    })

    it('counts once when the server is first by seconds', async () => {
      const email = `late-page@${plugin}.example`
      let isHeld = true
      const page = await open(plugin, {
        prepare: (context) =>
          context.route(`${edge.url}/v1/**`, (route) =>
            isHeld ? route.abort() : route.continue(),
          ),
      })
      await handIn(page, plugin, email)
      await vi.waitFor(async () => expect((await told(email)).tasks).toBe(1), { timeout: 15_000 })
      isHeld = false
      await page.evaluate('analytics.flush()')
      await vi.waitFor(
        async () => expect((await told(email)).contact?.['first_campaign']).toBe('spring'),
        {
          timeout: 40_000,
          interval: 500,
        },
      )
      expect(await toldAtLast(email)).toMatchObject(withCampaign)
    })

    it('counts once when the page is first by seconds', async () => {
      const email = `late-server@${plugin}.example`
      await wordpress.php(`update_option('freshsales_edge_state', ['retry_at' => time() + 600]);`)
      await handIn(await open(plugin), plugin, email)
      await vi.waitFor(async () => expect((await told(email)).tasks).toBe(1), { timeout: 15_000 })
      expect(await waiting()).toBe(1)
      await runCron()
      expect(await toldAtLast(email)).toMatchObject(withCampaign)
    })

    it('counts once when it was refused and then corrected', async () => {
      const page = await open(plugin)
      await handIn(page, plugin, `ann@refused.example`)
      await handIn(page, plugin, `corrected@${plugin}.example`)
      expect(await toldAtLast(`corrected@${plugin}.example`)).toMatchObject(withCampaign)
      expect(await findContact(edge.crmUrl, 'ann@refused.example')).toBeUndefined()
    })
  })

  it.each(['contact-form-7', 'wpforms'] as const)(
    'a sign-up by %s counts once without scripts',
    async (plugin) => {
      const page = await open(plugin, { options: { javaScriptEnabled: false } })
      await handIn(page, plugin, `plain@${plugin}.example`)
      expect(await toldAtLast(`plain@${plugin}.example`)).toMatchObject(once)
    },
  )

  it('takes nobody for the visitor whose address they only typed', async () => {
    const page = await open('contact-form-7', { prepare: block })
    await page.fill('[name=colleague]', 'colleague@acme.example')
    await handIn(page, 'contact-form-7', 'visitor@acme.example')
    expect(await toldAtLast('visitor@acme.example')).toMatchObject(once)
    expect(await findContact(edge.crmUrl, 'colleague@acme.example')).toBeUndefined()
  })

  it('loses no sign-up when the site’s own mail does not work', async () => {
    await wordpress.php(`update_option('forms_mail', 'broken');`)
    const page = await open('contact-form-7', { prepare: block })
    await page.fill('[name=your-name]', 'Ann Lee')
    await page.fill('[name=address]', 'unmailed@acme.example')
    await page.click('[type=submit]')
    await page.getByText('There was an error trying to send').first().waitFor()
    await wordpress.php(`delete_option('forms_mail');`)
    expect(await toldAtLast('unmailed@acme.example')).toMatchObject(once)
  })

  it('sends after the answer, in the same request, where PHP can end it for the visitor', async () => {
    await wordpress.php(
      `update_option('forms_fpm', 'there'); wp_unschedule_hook('freshsales_edge_send');`,
    )
    await handIn(await open('wpforms', { prepare: block }), 'wpforms', 'fpm@acme.example')
    expect(await toldAtLast('fpm@acme.example')).toMatchObject(once)
    const state = `echo get_option('forms_fpm'), json_encode(wp_next_scheduled('freshsales_edge_send'));`
    expect(await wordpress.php(`${state} delete_option('forms_fpm');`)).toBe('finishedfalse')
  })

  it('loses no sign-up because its form is a long one', async () => {
    await wordpress.php(`
      use function FreshsalesEdge\\field;
      $long = array_map(fn ($n) => field('text', "question-$n", 'Question', str_repeat('ü', 9000)), range(1, 80));
      $boxes = FreshsalesEdge\\boxes('checkbox', 'topics', 'Topics', range(1, 300), []);
      $person = [field('email', 'email', 'E-mail', 'long@acme.example'), field('text', 'name', 'Name', 'Ann Lee')];
      FreshsalesEdge\\take(array_merge($boxes, $person, $long), []);`)
    await runCron()
    expect(await toldAtLast('long@acme.example')).toMatchObject(once)
  })

  it('keeps sign-ups while the edge is away, and sends them when it is back', async () => {
    await set({ edge: NOWHERE })
    const page = await open('wpforms', { prepare: block })
    const start = Date.now()
    await handIn(page, 'wpforms', 'patient@acme.example')
    // Whoever hands a form in does not wait for the edge.
    expect(Date.now() - start).toBeLessThan(5_000)
    await vi.waitFor(
      async () =>
        expect(await wordpress.php(`echo FreshsalesEdge\\state()['error'] ?? '';`)).toContain(
          'could not be reached',
        ),
      { timeout: 15_000, interval: 250 },
    )
    expect(await waiting()).toBe(1)
    expect(await wordpress.php(`echo wp_next_scheduled('freshsales_edge_send') - time();`)).toMatch(
      /^[1-6]?\d$/,
    )
    await set({ edge: edge.url })
    await runCron()
    expect(await toldAtLast('patient@acme.example')).toMatchObject(once)
  })

  const keepOne = (age: string) =>
    `update_option('freshsales_edge_state', []);
     add_option('freshsales_edge_form_' . wp_generate_uuid4(), ['at' => time() - ${age}, 'events' => []], '', 'no');`

  it('asks again within the hour, whatever is said in place of the edge', async () => {
    const left = await wordpress.php(
      `${keepOne('0')}
       add_filter('pre_http_request', fn () => ['headers' => ['retry-after' => '99999999'], 'body' => '<h1>Busy</h1>', 'response' => ['code' => 503], 'cookies' => []]);
       do_action('freshsales_edge_send');
       echo FreshsalesEdge\\state()['retry_at'] - time();
       array_map('delete_option', array_column(FreshsalesEdge\\oldest_waiting(), 'option_name'));
       update_option('freshsales_edge_state', []);`,
    )
    expect(Number(left)).toBeLessThanOrEqual(3_600)
    expect(Number(left)).toBeGreaterThan(0)
  })

  it('keeps no sign-up longer than 30 days, also where it was told to tell of none', async () => {
    await set({ server: false })
    const left = await wordpress.php(
      `${keepOne('31 * DAY_IN_SECONDS')} do_action('freshsales_edge_send'); echo FreshsalesEdge\\count_waiting();`,
    )
    await set({ server: true })
    expect(left).toBe('0')
  })

  it('keeps sign-ups while its key is wrong, and says so to the administrator', async () => {
    await set({ server_key: 'sk_old' })
    await handIn(await open('wpforms', { prepare: block }), 'wpforms', 'locked@acme.example')
    await vi.waitFor(
      async () =>
        expect(await wordpress.php(`echo FreshsalesEdge\\state()['error'] ?? '';`)).toContain(
          'not in WRITE_KEYS',
        ),
      { timeout: 15_000, interval: 250 },
    )
    expect(await waiting()).toBe(1)
    await set({ server_key: 'sk_server' })
    await runCron()
    expect(await toldAtLast('locked@acme.example')).toMatchObject(once)
  })

  describe('consent', () => {
    const allow = (value: 'allow' | 'deny') => (context: BrowserContext) =>
      context.addCookies([
        { name: 'wp_consent_marketing', value, url: wordpress.url },
        { name: 'wp_consent_statistics', value, url: wordpress.url },
      ])

    const waitForBanner = async (type: string): Promise<void> => {
      await set({ consent: true })
      await wordpress.php(`update_option('forms_consent_type', '${type}');`)
    }

    afterEach(async () => {
      await set({ consent: false, forms_consent: false })
      await wordpress.php(`delete_option('forms_consent_type');`)
    })

    it.each([
      ['no banner has spoken', '', undefined],
      ['nobody has decided', 'optin', undefined],
      ['it was refused', 'optin', allow('deny')],
      ['it was refused where one may object', 'optout', allow('deny')],
    ])('is missing when %s: nothing is told', async (_, type, prepare) => {
      await waitForBanner(type)
      const email = `silent-${type}-${prepare ? 1 : 0}@acme.example`
      await handIn(await open('wpforms', { ...(prepare && { prepare }) }), 'wpforms', email)
      await pause(1_500)
      expect(await waiting()).toBe(0)
      expect((await told(email)).contact).toBeUndefined()
    })

    it.each([
      ['was given', 'optin', allow('allow')],
      ['is not asked for', 'optout', block],
    ])('%s: the sign-up is told once', async (_, type, prepare) => {
      await waitForBanner(type)
      const email = `allowed-${type}@acme.example`
      await handIn(await open('wpforms', { prepare }), 'wpforms', email)
      expect(await toldAtLast(email)).toMatchObject(once)
    })

    it('is what handing it in means, where the site says so', async () => {
      await waitForBanner('optin')
      await set({ forms_consent: true })
      await handIn(await open('wpforms', { prepare: block }), 'wpforms', 'meant@acme.example')
      expect(await toldAtLast('meant@acme.example')).toMatchObject(once)
    })

    it('is refused by Global Privacy Control', async () => {
      const options = { extraHTTPHeaders: { 'sec-gpc': '1' } }
      await handIn(
        await open('wpforms', { options, prepare: block }),
        'wpforms',
        'gpc@acme.example',
      )
      await pause(1_500)
      expect((await told('gpc@acme.example')).contact).toBeUndefined()
    })
  })

  describe('its settings', () => {
    const logIn = async (name: string): Promise<Page> => {
      const page = await (await browser.newContext()).newPage()
      await page.goto(`${wordpress.url}/wp-login.php`)
      await page.fill('#user_login', name)
      await page.fill('#user_pass', 'password')
      await page.click('#wp-submit')
      await page.waitForURL('**/wp-admin/**')
      return page
    }
    const openSettings = (page: Page) =>
      page.goto(`${wordpress.url}/wp-admin/options-general.php?page=freshsales-edge`)
    const save = async (page: Page, fields: { [id: string]: string }): Promise<string> => {
      await openSettings(page)
      for (const [id, value] of Object.entries(fields)) await page.fill(id, value)
      await page.click('#submit')
      await page.locator('.settings-error, .notice').first().waitFor()
      return `${await page.textContent('#wpbody-content')}`
    }

    afterEach(() => set({ ...SETTINGS, edge: edge.url }))

    it('are an administrator’s, and show no secret', async () => {
      const editor = await logIn('editor')
      expect((await openSettings(editor))?.status()).toBe(403)
      const admin = await logIn('admin')
      await openSettings(admin)
      expect(await admin.content()).toContain('wk_site')
      expect(await admin.content()).not.toContain('sk_server')
      const text = await save(admin, {})
      expect(text).toContain('Settings saved')
      expect(text).not.toMatch(/edge does not|no edge|ALLOWED_ORIGINS/)
      expect(await wordpress.php(`echo FreshsalesEdge\\settings()['server_key'];`)).toBe(
        'sk_server',
      )
    })

    it('leave the key of wp-config.php there, and write it nowhere else', async () => {
      const saved = await wordpress.php(
        `require_once ABSPATH . 'wp-admin/includes/template.php';
         define('FRESHSALES_EDGE_SERVER_KEY', 'sk_constant');
         delete_option('freshsales_edge');
         update_option('freshsales_edge', FreshsalesEdge\\read_settings(['write_key' => 'wk_site']));
         echo json_encode(get_option('freshsales_edge')), FreshsalesEdge\\settings()['server_key'];`,
      )
      expect(saved).toContain('"write_key":"wk_site"')
      expect(saved.match(/sk_constant/g)).toHaveLength(1)
      expect(saved.endsWith('sk_constant')).toBe(true)
    })

    it.each([
      [
        'an address without https',
        { '#fse-edge': 'http://crm.example.com' },
        'Only this machine may do without https',
      ],
      [
        'an address that is none',
        { '#fse-edge': 'https://' },
        'Address of the edge: give the address of your Worker',
      ],
      [
        'a key with blanks',
        { '#fse-write-key': 'wk site' },
        'Write key of the pages: a key of WRITE_KEYS has letters',
      ],
      [
        'a key that the edge does not know',
        { '#fse-write-key': 'wk_other' },
        'Write key of the pages: the edge does not know it',
      ],
      [
        'the page’s key for the server',
        { '#fse-server-key': 'wk_other' },
        'Key of this server: the edge does not know it',
      ],
      ['an edge that is not there', { '#fse-edge': NOWHERE }, `There is no edge at ${NOWHERE}`],
    ])('say what is wrong with %s', async (_, fields, text) => {
      expect(await save(await logIn('admin'), fields)).toContain(text)
    })

    it('never put the key of a server into a page', async () => {
      const text = await save(await logIn('admin'), { '#fse-write-key': 'sk_server' })
      expect(text).toContain('which is a secret')
      expect(await (await fetch(`${wordpress.url}/wpforms/`)).text()).not.toContain('sk_server')
    })

    it('go with the plugin', async () => {
      const left = await wordpress.php(
        `FreshsalesEdge\\keep([]); require_once ABSPATH . 'wp-admin/includes/plugin.php';
         deactivate_plugins('freshsales-edge.php'); uninstall_plugin('freshsales-edge.php'); global $wpdb;
         echo json_encode($wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE 'freshsales%'")), json_encode(wp_next_scheduled('freshsales_edge_send'));
         activate_plugin('freshsales-edge.php'); update_option('freshsales_edge', []);`,
      )
      expect(left).toBe('[]false')
    })
  })

  it('leaves no complaint of PHP behind', async () => {
    const complaints = await wordpress.php(
      `echo json_encode(array_values(preg_grep('~plugins/freshsales-edge~', file('debug.log'))));`,
    )
    expect(JSON.parse(complaints)).toEqual([])
  })
})
