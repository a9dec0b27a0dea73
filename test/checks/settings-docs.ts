/** What is made from the table of settings: written by `npm run docs`, and checked to be in step. */
import { writeFileSync } from 'node:fs'
import type { Setting } from '../../src/edge/settings/setting.ts'
import { SECRETS, settingNamed, VARIABLES } from '../../src/edge/settings/settings.ts'

/** By file. */
export const MADE_FROM_SETTINGS: { readonly [file: string]: () => string } = {
  'docs/settings.md': settingsPage,
  '.dev.vars.example': secretsExample,
  'wrangler.schema.json': wranglerSchema,
}

const PAGE_HEAD = `# Settings

Plain ones stand under \`vars\` in \`wrangler.jsonc\`; those marked secret are set with
\`npx wrangler secret put NAME\`. On your own machine \`.dev.vars\` holds both. A bad or missing value
answers every request with 503 and the name of the variable; \`npm run doctor\` says how to fix it, and
so does \`npm start\`.

| variable | what it means |
|---|---|
`

function settingsPage(): string {
  const rows = VARIABLES.map((name) => {
    const { secret, about, example, fallback } = settingNamed(name)
    const isNews = shown(example) !== shown(fallback) && !about.includes(shown(example))
    const cell = [
      secret && 'Secret.',
      about,
      example !== undefined && isNews && `For example \`${shown(example)}\`.`,
      absence(settingNamed(name)),
    ]
    return `| \`${name}\` | ${cell.filter(Boolean).join(' ').replaceAll('|', '\\|')} |`
  })
  return `${PAGE_HEAD}${rows.join('\n')}\n`
}

/** What it means that a setting is not there. */
function absence({ required, unset, fallback }: Setting): string {
  if (required === true) return 'Required.'
  if (required !== undefined) return `Required, unless ${required.unless} is set.`
  return `Default: ${unset ?? (typeof fallback === 'string' ? `\`${fallback}\`` : fallback)}.`
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : String(JSON.stringify(value))
}

const SECRETS_HEAD = `# Secrets of the edge. On your machine: copy this file to .dev.vars, which git ignores.
# In production: npx wrangler secret put NAME. What stands behind a # is not needed; the "Deploy to
# Cloudflare" button asks for the others.
`

const SECRETS_END = `
# Only for \`npm start\` on your machine, which with a domain and an API key talks to that account
# instead of the simulator. In production this is a variable in wrangler.jsonc, not a secret.
# FRESHSALES_DOMAIN=acme.myfreshworks.com
`

function secretsExample(): string {
  const blocks = SECRETS.map((name) => {
    const { about, required } = settingNamed(name)
    const comment = wrapped(`${about} ${absence(settingNamed(name))}`)
    return `\n${comment}\n${required ? '' : '# '}${name}=\n`
  })
  return SECRETS_HEAD + blocks.join('') + SECRETS_END
}

const MAX_COLUMNS = 98

function wrapped(sentences: string): string {
  const lines = ['#']
  for (const word of sentences.replaceAll('`', '').split(' ')) {
    const line = `${lines.at(-1)} ${word}`
    if (line.length > MAX_COLUMNS) lines.push(`# ${word}`)
    else lines[lines.length - 1] = line
  }
  return lines.join('\n')
}

/** Wrangler's own schema, and what may stand under `vars`. */
function wranglerSchema(): string {
  const plain = VARIABLES.filter((name) => !SECRETS.includes(name))
  const properties = plain.map((name) => {
    const setting = settingNamed(name)
    const { about, format, example } = setting
    const description = `${about} ${absence(setting)}`
    return [
      name,
      { description, ...format.json, ...(example !== undefined && { examples: [example] }) },
    ]
  })
  const vars = { $ref: '#/definitions/vars' }
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'wrangler.jsonc of freshsales-edge',
    allOf: [{ $ref: './node_modules/wrangler/config-schema.json' }],
    properties: { vars, env: { additionalProperties: { properties: { vars } } } },
    definitions: {
      vars: {
        type: 'object',
        properties: Object.fromEntries(properties),
        // A slip in a name, or a secret in a file that others read.
        additionalProperties: false,
      },
    },
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

if (import.meta.main)
  for (const [file, make] of Object.entries(MADE_FROM_SETTINGS)) writeFileSync(file, make())
