import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the library says the version of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(readFileSync('src/browser/version.ts', 'utf8')).toContain(`VERSION = '${version}'`)
})
