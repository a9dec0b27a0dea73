import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'

const built = mkdtempSync(path.join(tmpdir(), 'freshsales-edge-dist-'))
afterAll(() => rmSync(built, { recursive: true }))

/** What is deployed is what is in dist/, so it has to be what the sources say. */
it('dist/ is what the sources build', { timeout: 120_000 }, () => {
  execFileSync('rollup', ['-c', '--silent', '--configOnly', 'src/', '--configDist', built])
  expect(filesOf('dist')).toEqual(filesOf(built))
  for (const file of filesOf(built))
    expect(readFileSync(path.join('dist', file), 'utf8'), `dist/${file}: run npm run build`).toBe(
      readFileSync(path.join(built, file), 'utf8'),
    )
})

const filesOf = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort()
