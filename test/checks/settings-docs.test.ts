import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Env } from '../../src/edge/env.ts'
import { parseConfig } from '../../src/edge/settings/config.ts'
import { readSetting } from '../../src/edge/settings/setting.ts'
import { SECRETS, settingNamed, VARIABLES } from '../../src/edge/settings/settings.ts'
import { MADE_FROM_SETTINGS } from './settings-docs.ts'

it.each(Object.entries(MADE_FROM_SETTINGS))(
  '%s says what the settings say of themselves: run npm run docs',
  (file, make) => {
    expect(readFileSync(file, 'utf8')).toBe(make())
  },
)

describe('wrangler.jsonc', () => {
  const { definitions } = JSON.parse(readFileSync('wrangler.schema.json', 'utf8'))
  const config = readFileSync('wrangler.jsonc', 'utf8')

  it('is read by an editor with the schema of the settings', () => {
    expect(config).toContain('"$schema": "./wrangler.schema.json"')
  })

  it('may hold every setting but the secrets, and nothing else', () => {
    const allowed = Object.keys(definitions.vars.properties)
    expect(allowed).toEqual(VARIABLES.filter((name) => !SECRETS.includes(name)))
    expect(definitions.vars.additionalProperties).toBe(false)
  })
})

describe('the table of settings', () => {
  it.each(VARIABLES.filter((name) => settingNamed(name).example !== undefined))(
    'has an example of %s that the Worker takes',
    (name) => {
      const { example } = settingNamed(name)
      const spellings = typeof example === 'string' ? [example] : [example, JSON.stringify(example)]
      for (const written of spellings)
        expect(readSetting(name, settingNamed(name), () => written)).toMatchObject({ ok: true })
    },
  )

  it('makes a Config of no other fields than its own', () => {
    const config = parseConfig({
      FRESHSALES_DOMAIN: 'acme',
      FRESHSALES_API_KEY: 'key',
      WRITE_KEYS: { wk_site: 'Website' },
    } as unknown as Env)
    const parts = ['namedDomain', 'ownHost', 'apiKey', 'nextApiKey']
    const secrets = ['identitySecret', 'nextIdentitySecret']
    const plain = VARIABLES.map((name) => settingNamed(name).field).filter(
      (field) => ![...parts, ...secrets].includes(field),
    )
    expect(config.ok && Object.keys(config.value).sort()).toEqual(
      [...plain, 'domain', 'apiKeys', 'identitySecrets'].sort(),
    )
  })

  it('gives every setting a field of its own', () => {
    const fields = VARIABLES.map((name) => settingNamed(name).field)
    expect(new Set(fields).size).toBe(fields.length)
  })
})
