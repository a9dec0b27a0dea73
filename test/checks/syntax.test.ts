import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const FOLDER = 'src/browser'

/** What browsers of before 2021 do not parse: with one of these nothing of the library runs. */
const TOO_NEW = new Set([
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.PrivateIdentifier,
  ts.SyntaxKind.PropertyDeclaration,
  ts.SyntaxKind.ClassStaticBlockDeclaration,
])

/** Lookbehind came to Safari in 2023, the flags `d` and `v` are as young. */
const YOUNG_PATTERN = /\(\?<[=!]|\/[a-z]*[dv][a-z]*$/

function tooNewIn(file: string): string[] {
  const text = readFileSync(path.join(FOLDER, file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isYoung = ts.isRegularExpressionLiteral(node) && YOUNG_PATTERN.test(node.text)
    if (TOO_NEW.has(node.kind) || isYoung) found.push(`${file}: ${node.getText(source)}`)
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

it('the browser library needs no newer syntax than ES2020', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  const scripts = files.filter((file) => file.endsWith('.ts') && !file.startsWith('inspector'))
  expect(scripts.length).toBeGreaterThan(20)
  expect(scripts.flatMap(tooNewIn)).toEqual([])
})
