import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** A template of Tag Manager, taken apart. */
export interface Template {
  info: { type: string; containerContexts: string[]; description: string; [name: string]: unknown }
  parameters: Parameter[]
  code: string
  permissions: Permission[]
  scenarios: { name: string; code: string }[]
  setup: string
}

export interface Parameter {
  name: string
  type: string
  valueValidators?: { type: string; args?: string[] }[]
  enablingConditions?: { paramName: string; paramValue: string }[]
}

export interface Permission {
  id: string
  values: { [name: string]: unknown }
}

export const SECTIONS = [
  'TERMS_OF_SERVICE',
  'INFO',
  'TEMPLATE_PARAMETERS',
  'SANDBOXED_JS_FOR_WEB_TEMPLATE',
  'WEB_PERMISSIONS',
  'TESTS',
  'NOTES',
] as const

export function readTemplate(file: string): Template {
  const parts = readFileSync(file, 'utf8').split(/^___(\w+)___$/m)
  const names = parts.filter((_, index) => index % 2 === 1)
  if (`${names}` !== `${SECTIONS}`) throw new Error(`The sections are ${names}.`)
  const text = (name: (typeof SECTIONS)[number]) => parts[parts.indexOf(name) + 1] ?? ''
  return {
    info: JSON.parse(text('INFO')),
    parameters: JSON.parse(text('TEMPLATE_PARAMETERS')),
    code: text('SANDBOXED_JS_FOR_WEB_TEMPLATE'),
    permissions: (JSON.parse(text('WEB_PERMISSIONS')) as WrittenPermission[]).map(readPermission),
    ...readTests(text('TESTS')),
  }
}

interface Written {
  type: number
  string?: string
  boolean?: boolean
  listItem?: Written[]
  mapKey?: Written[]
  mapValue?: Written[]
}

interface WrittenPermission {
  instance: { key: { publicId: string }; param: { key: string; value: Written }[] }
}

const readPermission = ({ instance }: WrittenPermission): Permission => ({
  id: instance.key.publicId,
  values: Object.fromEntries(instance.param.map(({ key, value }) => [key, readValue(value)])),
})

function readValue({ string, boolean, listItem, mapKey, mapValue = [] }: Written): unknown {
  if (listItem) return listItem.map(readValue)
  if (mapKey)
    return Object.fromEntries(
      mapKey.map((key, index) => [key.string, readValue(mapValue[index] ?? { type: 0 })]),
    )
  return string ?? boolean
}

/** The few shapes of YAML that Tag Manager writes: a list of names with blocks of code, and one block. */
function readTests(text: string): Pick<Template, 'scenarios' | 'setup'> {
  const block = (lines: string) => lines.replace(/^ {4}/gm, '')
  const scenarios = [...text.matchAll(/^- name: (.+)\n {2}code: \|-\n((?: {4}.*\n|\n)+)/gm)]
  const [, setup = ''] = /^setup: \|-\n((?: {2}.*\n|\n)+)/m.exec(text) ?? []
  return {
    scenarios: scenarios.map(([, name = '', code = '']) => ({ name, code: block(code) })),
    setup,
  }
}

/** What Tag Manager's sandbox does not understand, of the syntax that a careless hand writes. */
const UNKNOWN_SYNTAX = new Map([
  [ts.SyntaxKind.SpreadElement, 'spread'],
  [ts.SyntaxKind.SpreadAssignment, 'spread'],
  [ts.SyntaxKind.TemplateExpression, 'template'],
  [ts.SyntaxKind.NoSubstitutionTemplateLiteral, 'template'],
  [ts.SyntaxKind.ClassDeclaration, 'class'],
  [ts.SyntaxKind.NewExpression, 'new'],
  [ts.SyntaxKind.ThisKeyword, 'this'],
  [ts.SyntaxKind.QuestionDotToken, '?.'],
  [ts.SyntaxKind.QuestionQuestionToken, '??'],
  [ts.SyntaxKind.ObjectBindingPattern, 'destructuring'],
  [ts.SyntaxKind.ArrayBindingPattern, 'destructuring'],
  [ts.SyntaxKind.AwaitExpression, 'await'],
  [ts.SyntaxKind.ForOfStatement, 'for of'],
  [ts.SyntaxKind.RegularExpressionLiteral, 'regular expression'],
  [ts.SyntaxKind.TryStatement, 'try'],
])

/** Syntax that the sandbox lacks, and names that are not there in it. */
export function faultsOf(code: string): string[] {
  const file = ts.createSourceFile(
    'template.js',
    `(data) => {${code}}`,
    ts.ScriptTarget.Latest,
    true,
  )
  const faults: string[] = []
  const declared = new Set(['data', 'require', 'undefined'])
  const collect = (node: ts.Node): void => {
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && ts.isIdentifier(node.name))
      declared.add(node.name.text)
    ts.forEachChild(node, collect)
  }
  const check = (node: ts.Node): void => {
    const unknown = UNKNOWN_SYNTAX.get(node.kind)
    if (unknown) faults.push(unknown)
    if (ts.isIdentifier(node) && isReference(node) && !declared.has(node.text))
      faults.push(`${node.text} is not there`)
    ts.forEachChild(node, check)
  }
  collect(file)
  check(file)
  return faults
}

function isReference({ parent, ...node }: ts.Identifier): boolean {
  const isMember =
    (ts.isPropertyAccessExpression(parent) && parent.name.pos === node.pos) ||
    (ts.isPropertyAssignment(parent) && parent.name.pos === node.pos)
  return !isMember
}
