import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { allDocs, PAGES } from './llms.ts'

const read = (file: string) => readFileSync(file, 'utf8')

const FILES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'demo/freshsales/README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** An example of the documentation, by where it stands. */
interface Example {
  where: string
  language: string
  text: string
}

const EXAMPLES: Example[] = FILES.flatMap((file) =>
  [...read(file).matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```/gm)].map(
    ([, indent = '', language = '', text = ''], index) => ({
      where: `${file}, example ${index + 1}`,
      language,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  ),
)

const inLanguages = (...languages: string[]): Example[] =>
  EXAMPLES.filter(({ language }) => languages.includes(language))

describe('links in the documentation', () => {
  it.each(FILES)('of %s lead to something that is there', (file) => {
    for (const [, address = ''] of read(file).matchAll(/\]\(((?!https?:|mailto:)[^)\s]+)\)/g)) {
      const [place = '', anchor] = address.split('#')
      const target = place === '' ? file : path.join(path.dirname(file), place)
      expect(existsSync(target), `${file}: ${address}`).toBe(true)
      if (anchor !== undefined && target.endsWith('.md'))
        expect(anchorsOf(target), `${file}: ${address}`).toContain(anchor)
    }
  })
})

/** What reads like a path but is in no commit: files of an operator, kinds of files, what is made and thrown away. */
const ELSEWHERE = new Set(['wrangler.prod.jsonc', '.json', '.examples/'])

describe('the paths that the documentation names', () => {
  const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n')
  // A path may be told from any folder on: `engine/turn.ts` is in src/edge/outbox/.
  const known = new Set(tracked.flatMap(endings))

  it.each(FILES)('in %s are there', (file) => {
    const named = [
      ...read(file).matchAll(/`((?:[\w.-]+\/)*[\w.-]*(?:\/|\.(?:tsx?|mjs|jsonc?|md)))`/g),
    ]
      .map(([, name = '']) => name)
      .filter((name) => !ELSEWHERE.has(name) && !existsSync(name))
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})

/** A file by each of its ends, and each of its folders by theirs. */
function endings(file: string): string[] {
  const parts = file.split('/')
  return parts.flatMap((_, end) =>
    parts.slice(0, end + 1).map((__, start) => {
      const path = parts.slice(start, end + 1).join('/')
      return end + 1 < parts.length ? `${path}/` : path
    }),
  )
}

/** As GitHub names headings. */
function anchorsOf(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe('examples in the documentation', () => {
  it('are of languages that are tried here', () => {
    const tried = ['ts', 'tsx', 'js', 'html', 'json', 'jsonc', 'sh', 'php', 'python']
    expect(EXAMPLES.filter(({ language }) => !tried.includes(language))).toEqual([])
    expect(EXAMPLES.length).toBeGreaterThan(40)
  })

  it('in TypeScript and JavaScript compile as strictly as the project itself', () => {
    const scripts = [
      ...inLanguages('ts', 'tsx', 'js'),
      ...inLanguages('html').flatMap(inlineScripts),
    ]
    expect(scripts.length).toBeGreaterThan(10)
    expect(compile(scripts)).toEqual([])
  })

  it.each(inLanguages('json', 'jsonc'))('in JSON can be read: $where', ({ text }) => {
    // Comments stand on lines of their own; several values follow each other.
    const values = text.replaceAll(/^\/\/.*$/gm, '').replaceAll(/\}\s*\n\s*\{/g, '},{')
    const json = /^\s*[[{]/.test(values) ? `{"values":[${values}]}` : `{${values}}`
    const { error } = ts.parseConfigFileTextToJson('x.json', json)
    expect(error?.messageText).toBeUndefined()
  })

  it.each(inLanguages('sh'))(
    'for a shell can be read, and name scripts that are there: $where',
    ({ text }) => {
      execFileSync('bash', ['-n'], { input: text })
      const { scripts } = JSON.parse(read('package.json'))
      for (const [, name] of text.matchAll(/^npm run ([\w:]+)/gm))
        expect(Object.keys(scripts)).toContain(name)
    },
  )

  it.each(inLanguages('php', 'python'))('in other languages can be read: $where', (example) => {
    const { language, text } = example
    const [program, parameters, input] =
      language === 'php'
        ? (['php', ['-l'], text.startsWith('<?') ? text : `<?php ${text}`] as const)
        : (['python3', ['-c', 'import ast,sys; ast.parse(sys.stdin.read())'], text] as const)
    const { error, status, stderr } = spawnSync(program, parameters, { input, encoding: 'utf8' })
    // A machine without that language has nothing to say about it.
    if (error) return
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })
})

/** But not the stub, which is built from a source of its own and compared with it. */
function inlineScripts({ where, text }: Example): Example[] {
  return [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)]
    .map(([, script = '']) => ({ where, language: 'js', text: script }))
    .filter((script) => !script.text.includes(read('dist/stub.js').trim()))
}

/** What a page or an app has beside what the example shows. */
const SURROUNDINGS = `
import type { Analytics } from 'freshsales-edge'
declare global {
  const analytics: Analytics
  const dataLayer: object[]
  const writeKey: string
  const endpoint: string
  const process: { env: { [name: string]: string } }
  const oldId: string
  const user: { id: string; email: string }
}
`
/** The test runner is not installed here, the library below it is. */
const PLAYWRIGHT_TEST = `
import type { Page } from 'playwright-core'
export declare function test(name: string, run: (fixtures: { page: Page }) => Promise<void>): void
export declare function defineConfig(config: {
  use: { baseURL: string }
  webServer: { command: string; url: string; env?: { [name: string]: string } }[]
}): object
`

function compile(examples: Example[]): string[] {
  const virtual = new Map<string, string>([
    ['/docs/surroundings.ts', SURROUNDINGS],
    ['/docs/playwright-test.ts', PLAYWRIGHT_TEST],
    ['/docs/testing.d.ts', read('dist/testing.d.ts')],
    ['/docs/index.d.ts', read('dist/index.d.ts')],
    ['/docs/global.d.ts', read('src/browser/global.d.ts')],
  ])
  for (const [index, { language, text }] of examples.entries())
    virtual.set(`/docs/${index}.${language === 'tsx' ? 'tsx' : 'ts'}`, moduleOf(text))
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    jsx: ts.JsxEmit.Preserve,
    paths: {
      'freshsales-edge': ['/docs/index.d.ts'],
      'freshsales-edge/global': ['/docs/global.d.ts'],
      'freshsales-edge/testing': ['/docs/testing.d.ts'],
      '@playwright/test': ['/docs/playwright-test.ts'],
      'playwright-core': [path.resolve('node_modules/playwright-core/types/types.d.ts')],
      vitest: [path.resolve('node_modules/vitest/dist/index.d.ts')],
      jose: [path.resolve('node_modules/jose/dist/types/index.d.ts')],
    },
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (file) => virtual.has(file) || fileExists(file)
  host.readFile = (file) => virtual.get(file) ?? readFile(file)
  host.getSourceFile = (file, version) => {
    const text = virtual.get(file)
    return text === undefined
      ? getSourceFile(file, version)
      : ts.createSourceFile(file, text, version)
  }
  const program = ts.createProgram([...virtual.keys()], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const index = Number(/(\d+)\.tsx?$/.exec(file?.fileName ?? '')?.[1])
    const line = file?.text.slice(0, start).split('\n').at(-1) ?? ''
    return `${examples[index]?.where ?? file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} (after "${line}")`
  })
}

/** With names of its own; an ellipsis stands for anything, and what is said to be an error must be one. */
function moduleOf(text: string): string {
  const filled = text.replaceAll('{ … }', '{ writeKey, endpoint }')
  return `${filled.replaceAll(/^.*\/\/ an error.*$/gm, '// @ts-expect-error\n$&')}\nexport {}\n`
}

describe('the documentation for programs', () => {
  it('lists every page', () => {
    const listed = [...read('llms.txt').matchAll(/\]\(([^)]+\.md)\)/g)].map(([, file]) => file)
    const pages = FILES.filter((file) => file.startsWith('docs/'))
    expect(listed).toEqual(PAGES)
    expect(PAGES).toEqual(expect.arrayContaining(pages))
  })

  it('is one file as well, in which no link leads away from it', () => {
    const all = allDocs()
    for (const file of PAGES) expect(all).toContain(`<!-- ${file} -->`)
  })
})
