/** The documentation in one file, for programs that read: made when the package is made. */
import { readFileSync, writeFileSync } from 'node:fs'

/** In the order of llms.txt, which lists them with a line about each. */
export const PAGES = [...readFileSync('llms.txt', 'utf8').matchAll(/\]\(([^)]+\.md)\)/g)].map(
  ([, file = '']) => file,
)

export function allDocs(): string {
  const pages = ['README.md', ...PAGES.filter((file) => file !== 'README.md')]
  return pages
    .map((file) => `<!-- ${file} -->\n\n${readFileSync(file, 'utf8').trim()}\n`)
    .join('\n')
}

if (import.meta.main) writeFileSync('llms-full.txt', allDocs())
