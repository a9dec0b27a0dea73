import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (file: string) => readFileSync(file, 'utf8')

it('the README shows the stub as it is built', () => {
  expect(read('README.md')).toContain(read('dist/stub.js').trim())
})

it('the README links to nothing that is not there', () => {
  const links = [...read('README.md').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, file]) => file)
  expect(links.length).toBeGreaterThan(4)
  for (const file of links) expect(read(file ?? ''), file).not.toBe('')
})
