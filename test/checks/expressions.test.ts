import { globSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { isFull } from '../shop/effort.ts'

/** What a request can hold in one text, and what one look at it may cost. */
const CHARACTERS = 32 * 1024
const MOST_MS = 5

/** Repeated, these make an expression that can be slow try again from every place. */
const PIECES = [
  ...[
    'a',
    'A',
    '0',
    ' ',
    '-',
    '.',
    '@',
    '<',
    '/',
    '\n',
    '?',
    '#',
    '%',
    '{',
    '"',
    ',',
    '_',
    'é',
    '+',
  ],
  ...[
    'a.',
    'a-',
    'a@',
    'a ',
    '0.',
    '0,',
    '?\n',
    '#\n',
    '//',
    'a/',
    '<a',
    '{{',
    '[[',
    '%a',
    'a=',
    '&a',
  ],
  ...['a:', '://', '@a', '\\', 'aA', 'a0', '= ', '; ', '  \n', '<%', '${', "'", '(', ')', '\u200b'],
]
const ENDS = ['!', '\n']

/** Where a text never is longer, because it was cut or refused before. */
const BOUNDS: { readonly [path: string]: number } = {
  'src/freshsales/coercion/': 160,
  'src/freshsales/timeline/eventLine.ts': 256,
  // What Freshsales says, a message at a time, and what the operator wrote.
  'src/freshsales/repair/': 500,
  'src/edge/outbox/operator/': 500,
  'src/edge/outbox/engine/barredKinds.ts': 500,
  'src/freshsales/interpret/carryOut.ts': 500,
}

/** Of the browser's files the page's own texts are the matter: whoever writes those has the page. */
const found = globSync('src/{edge,freshsales,protocol}/**/*.ts').flatMap((file) =>
  literalsIn(file).map((literal) => ({ file, literal, expression: toRegExp(literal) })),
)

function literalsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const literals: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) literals.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return literals
}

function toRegExp(literal: string): RegExp {
  const end = literal.lastIndexOf('/')
  return new RegExp(literal.slice(1, end), literal.slice(end + 1))
}

/** The least of some tries: the machine is busy with other things as well. */
function cost(expression: RegExp, text: string): number {
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 4 && least > MOST_MS; attempt++) {
    const from = performance.now()
    if (expression.global) text.replace(expression, '')
    else expression.exec(text)
    least = Math.min(least, performance.now() - from)
  }
  return least
}

const texts = PIECES.filter((_, index) => isFull || index % 3 === 0).flatMap((piece) =>
  ENDS.map((end) => piece.repeat(CHARACTERS / piece.length).slice(0, CHARACTERS - 1) + end),
)

it(`has no regular expression that takes more than ${MOST_MS} ms for 32 KB`, {
  timeout: 120_000,
}, () => {
  expect(found.length).toBeGreaterThan(100)
  const slow = found.flatMap(({ file, literal, expression }) => {
    const [, bound = CHARACTERS] =
      Object.entries(BOUNDS).find(([path]) => file.startsWith(path)) ?? []
    const worst = texts.find((text) => cost(expression, text.slice(-bound)) > MOST_MS)
    return worst === undefined
      ? []
      : [`${file} ${literal} on ${JSON.stringify(worst.slice(0, 12))}`]
  })
  expect(slow).toEqual([])
})
