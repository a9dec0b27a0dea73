import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SETTINGS_FILE, settingsPage } from './settings-docs.ts'

const source = readFileSync('src/edge/env.ts', 'utf8')

it('docs/settings.md says what the settings say of themselves: run npm run docs', () => {
  expect(readFileSync(SETTINGS_FILE, 'utf8')).toBe(settingsPage(source))
})

it('no setting is left out', () => {
  const names = [...source.matchAll(/^ {2}([A-Z_]+)\?: /gm)].map(([, name]) => name)
  for (const name of names.filter((each) => each !== 'RATE_LIMIT'))
    expect(settingsPage(source)).toContain(`| \`${name}\` |`)
})
