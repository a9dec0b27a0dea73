import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (file: string) => readFileSync(file, 'utf8')

/** What the edge's log can say, as the sources have it. */
const logged = new Set(
  globSync('src/edge/**/*.ts').flatMap((file) => {
    const text = read(file)
    const table = /const EVENT_OF[^{]*\{[^}]*\} = \{([^}]*)\}/.exec(text)?.[1] ?? ''
    return [
      ...text.matchAll(/logEvent\(\s*'(\w+)'/g),
      ...text.matchAll(/JSON\.stringify\(\{ event: '(\w+)'/g),
      ...table.matchAll(/'(\w+)'/g),
    ].map(([, name = '']) => name)
  }),
)

interface Panel {
  title: string
  datasource: { type: string }
  targets: { expr?: string; query?: string }[]
}

const { panels } = JSON.parse(read('docs/grafana.json')) as { panels: Panel[] }

const queries = panels.flatMap(({ title, targets }) =>
  targets.map(({ expr = '', query = '' }): [string, string] => [title, expr + query]),
)

describe('the dashboard for Grafana', () => {
  it.each(queries)('asks for lines that the edge writes: %s', (_, query) => {
    const names = [...query.matchAll(/event=~?"([^"]+)"/g)].flatMap(([, list = '']) =>
      list.split('|'),
    )
    expect(names.filter((name) => !logged.has(name))).toEqual([])
    if (names.length === 0) expect(query).toMatch(/name="(?:collect|fold|call)"/)
  })

  it('asks for numbers that a line has', () => {
    const unwrapped = queries.flatMap(([, query]) => /\| unwrap (\w+)/.exec(query)?.[1] ?? [])
    expect(new Set(unwrapped)).toEqual(new Set(['ms', 'count']))
  })
})

it('docs/operations.md tells of every line of the log, and of no other', () => {
  const [, section = ''] = read('docs/operations.md').split('\n## Logs\n')
  const [table = ''] = section.split('\n`purpose`')
  const told = [...table.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  )
  expect(told.filter((name) => name !== 'event').sort()).toEqual([...logged].sort())
})
