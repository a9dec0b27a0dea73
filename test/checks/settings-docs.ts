/** `docs/settings.md`, from the comments of `src/edge/env.ts`: written once, and checked. */
import { readFileSync, writeFileSync } from 'node:fs'

export const SETTINGS_FILE = 'docs/settings.md'

const HEAD = `# Settings

Plain ones stand under \`vars\` in \`wrangler.jsonc\`; those marked secret are set with
\`npx wrangler secret put NAME\`. On your own machine \`.dev.vars\` holds both. A bad or missing value
answers every request with 503 and the name of the variable; \`npm run doctor\` says how to mend it.

| variable | what it means |
|---|---|
`

const VARIABLE = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+([A-Z_]+)\?: (?!RateLimit)/g

export function settingsPage(source: string): string {
  const rows = [...source.matchAll(VARIABLE)].map(
    ([, comment = '', name]) => `| \`${name}\` | ${oneLine(comment)} |`,
  )
  return `${HEAD}${rows.join('\n')}\n`
}

const oneLine = (comment: string) =>
  comment
    .replace(/^\s*\* ?/gm, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .trim()

if (import.meta.main)
  writeFileSync(SETTINGS_FILE, settingsPage(readFileSync('src/edge/env.ts', 'utf8')))
