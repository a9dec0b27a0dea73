import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import typescript from '@rollup/plugin-typescript'
import { dts } from 'rollup-plugin-dts'

/** Names that begin with an underscore are ours alone and get one letter. */
const small = (preamble) => [
  // What follows each other as `let` becomes one declaration.
  { name: 'let-for-const', renderChunk: (code) => code.replace(/\bconst\b/g, 'let') },
  terser({
    ecma: 2020,
    // Inlined with all their arguments, functions compress worse.
    compress: { passes: 3, unsafe_arrows: true, inline: 1 },
    mangle: { properties: { regex: /^_/ } },
    format: { preamble },
  }),
]

/** Chrome then compiles all of a script while it downloads, off the page's own thread. */
const COMPILE_EARLY = '//# allFunctionsCalledOnLoad'

const FORMS = /capture\/forms\.ts$/

/** Of the forms.js that was built just before. */
let formsHash = ''

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

const hashOf = (code, name = 'sha384') =>
  `${name}-${createHash(name).update(code).digest('base64')}`

/** What is built: source → file, in which format, how it is finished. */
const builds = [
  {
    from: 'src/browser/capture/forms.ts',
    to: 'dist/forms.js',
    format: 'es',
    finish: [small(), versioned('forms.js')],
  },
  {
    from: 'src/browser/script.ts',
    to: 'dist/sdk.js',
    format: 'iife',
    finish: [hashOfForms(), small(COMPILE_EARLY), staticFiles()],
  },
  {
    from: 'src/browser/all.ts',
    to: 'dist/sdk.all.js',
    format: 'iife',
    finish: small(COMPILE_EARLY),
  },
  { from: 'src/browser/stub.ts', to: 'dist/stub.js', format: 'iife', finish: small() },
  {
    from: 'src/browser/inspector/inspector.ts',
    to: 'dist/inspector.js',
    format: 'es',
    finish: small(),
  },
  { from: 'src/browser/index.ts', to: 'dist/index.js', format: 'es' },
  { from: 'src/browser/index.ts', to: 'dist/index.d.ts', format: 'es', read: dts() },
  { from: 'src/edge/worker.ts', to: 'dist/worker.js', format: 'es' },
  {
    from: 'src/edge/console/app/main.ts',
    to: 'dist/console.js',
    format: 'es',
    finish: [small(), consoleStyle()],
  },
  { from: 'demo/freshsales/worker.ts', to: '.demo/freshsales.js', format: 'es' },
]

/**
 * `rollup -c` builds everything; `--configOnly demo/` what comes from there;
 * `--configDist DIRECTORY` writes the product there instead of into dist/.
 */
export default ({ configOnly = '', configDist = 'dist' }) =>
  builds
    .filter(({ from }) => from.startsWith(configOnly))
    .map(({ from, to, format, read, finish }) => ({
      input: from,
      // The npm entry has forms.js beside it.
      external: [/^cloudflare:/, ...(to.endsWith('index.js') ? [FORMS] : [])],
      // Modules are strict and checked as such; scripts need not spend bytes on saying so.
      output: {
        file: to.replace(/^dist/, configDist),
        format,
        strict: false,
        paths: (id) => (FORMS.test(id) ? './forms.js' : id),
      },
      plugins: read ? [read] : [nodeResolve(), compile(from), finish],
    }))

/**
 * Types are checked by `npm run types`, world by world, and not again here. Visitors' browsers may be
 * older than the syntax of the sources.
 */
const compile = (from) =>
  typescript({
    tsconfig: 'tsconfig.base.json',
    ...(from.startsWith('src/browser/') && { target: 'ES2020' }),
    include: ['src/**/*.ts', 'demo/**/*.ts'],
    noCheck: true,
    rewriteRelativeImportExtensions: false,
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
  })

/** Beside sdk.js: the same under its version, which never changes, and how static files are served. */
function staticFiles() {
  return {
    name: 'static-files',
    generateBundle(_, { 'sdk.js': sdk }) {
      this.info(`/sdk/${version}.js has integrity="${hashOf(sdk.code)}"`)
      this.emitFile({ type: 'asset', fileName: `sdk/${version}.js`, source: sdk.code })
      for (const fileName of ['_headers', '.assetsignore'])
        this.emitFile({
          type: 'asset',
          fileName,
          source: readFileSync(`src/edge/assets/${fileName}`),
        })
    },
  }
}

/** A file that `sdk.js` of the same version loads, under an address that never changes. */
function versioned(name) {
  return {
    name: 'versioned',
    generateBundle(_, bundle) {
      const { code } = bundle[name]
      // The shortest that browsers check: every page carries it.
      formsHash = hashOf(code, 'sha256')
      this.emitFile({ type: 'asset', fileName: `sdk/${version}/${name}`, source: code })
    },
  }
}

function hashOfForms() {
  return {
    name: 'hash-of-forms',
    renderChunk(code) {
      if (!formsHash) this.error('sdk.js carries the hash of forms.js: build all of src/browser')
      return code.replace('sha256-FORMS', formsHash)
    },
  }
}

/** The console's style: one file of several, in the order in which they build on each other. */
function consoleStyle() {
  const parts = 'base controls frame cards overview facts rows lists login phone'.split(' ')
  return {
    name: 'console-style',
    generateBundle() {
      const read = (part) => readFileSync(`src/edge/console/app/css/${part}.css`, 'utf8')
      const source = parts.map(read).join('\n')
      this.emitFile({ type: 'asset', fileName: 'console.css', source })
    },
  }
}
