import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import typescript from '@rollup/plugin-typescript'
import { dts } from 'rollup-plugin-dts'

/** Names that begin with one underscore are ours alone and get one letter; those with two are of others' scripts. */
const OURS = /^_(?!_)/

const small = (preamble, nameCache = undefined) => [
  // What follows each other as `let` becomes one declaration.
  { name: 'let-for-const', renderChunk: (code) => code.replace(/\bconst\b/g, 'let') },
  terser({
    ecma: 2020,
    // Inlined with all their arguments, functions compress worse.
    compress: {
      passes: 3,
      unsafe_arrows: true,
      inline: 1,
      pure_getters: true,
      lhs_constants: false,
    },
    mangle: { properties: { regex: OURS } },
    ...(nameCache && { nameCache }),
    format: { preamble, quote_style: 1 },
  }),
]

/** Chrome then compiles all of a script while it downloads, off the page's own thread. */
const COMPILE_EARLY = '//# allFunctionsCalledOnLoad'

/** The files that know one vendor's widget each, as the registry names them. */
const WIDGETS = [
  ...readFileSync('src/browser/capture/widgets/widgets.ts', 'utf8').matchAll(/import\('\.\/(\w+)/g),
].map(([, name]) => name)

const DELIVERY = /deliver\/delivery\.ts$/

/** What is loaded when it is needed → the file beside the others that it is. */
const LATER = [
  [/capture\/forms\.ts$/, './forms.js'],
  [/capture\/judge\/judgeForms\.ts$/, './judge.js'],
  [/capture\/watchWidgets\.ts$/, './widgets.js'],
  [/consent\/watchBanners\.ts$/, './consent.js'],
  [DELIVERY, './deliver.js'],
  ...WIDGETS.map((name) => [new RegExp(`widgets/${name}\\.ts$`), `./widgets/${name}.js`]),
]

/** By these names `sdk.js` and `deliver.js` call each other. */
const SHARED_NAMES = {}

const CORE = /src\/browser\/core\.ts$/
/** What the commands find beside them. */
const OF_COMMANDS = [[/testing\/index\.ts$/, './testing.js']]

/** What `core.ts` lists, in this order; what changes is asked for each time. */
const CORE_NAMES = [
  ...readFileSync('src/browser/core.ts', 'utf8').matchAll(/^export \{([^}]+)\} from '(.+)'/gm),
].flatMap(([, names, file]) => {
  const source = readFileSync(path.join('src/browser', file), 'utf8')
  return names
    .match(/\w+/g)
    .map((name) => ({ name, isLive: source.includes(`export let ${name}`) }))
})

/** Of the files that were built just before, by the name that stands for them in sdk.js. */
const hashes = {}

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

const hashOf = (code, name = 'sha384') =>
  `${name}-${createHash(name).update(code).digest('base64')}`

/** Not `small`: Preact's own names begin with an underscore as well. */
const pageScript = () => terser({ ecma: 2020, compress: { passes: 2 } })

/** Styles are one file of several, in the order in which they build on each other. */
const CONSOLE_STYLE =
  'base controls frame cards overview welcome facts rows lists forms login phone'
const CRM_STYLE = 'base parts frame quota dialog list detail timeline calls phone'

/** What is built: source → file, in which format, how it is finished. */
const builds = [
  ...WIDGETS.map((name) => ({
    from: `src/browser/capture/widgets/${name}.ts`,
    to: `dist/widgets/${name}.js`,
    format: 'es',
    finish: [small(''), versioned(`widgets/${name}.js`)],
  })),
  {
    from: 'src/browser/capture/watchWidgets.ts',
    to: 'dist/widgets.js',
    format: 'es',
    finish: [hashesOfFiles(), small(''), versioned('widgets.js')],
  },
  {
    from: 'src/browser/capture/judge/judgeForms.ts',
    to: 'dist/judge.js',
    format: 'es',
    finish: [small(''), versioned('judge.js')],
  },
  {
    from: 'src/browser/capture/forms.ts',
    to: 'dist/forms.js',
    format: 'es',
    finish: [hashesOfFiles(), small(''), versioned('forms.js')],
  },
  {
    from: 'src/browser/consent/watchBanners.ts',
    to: 'dist/consent.js',
    format: 'es',
    finish: [small(''), versioned('consent.js')],
  },
  {
    from: 'src/browser/deliver/delivery.ts',
    to: 'dist/deliver.js',
    format: 'iife',
    finish: [partOfCore(), hashesOfFiles(), small('', SHARED_NAMES), versioned('deliver.js')],
  },
  {
    from: 'src/browser/script.ts',
    to: 'dist/sdk.js',
    format: 'iife',
    finish: [
      core(),
      hashesOfFiles(),
      small(COMPILE_EARLY, SHARED_NAMES),
      versionedScript(),
      files('src/edge/assets', ['_headers', '.assetsignore']),
    ],
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
  {
    from: 'src/browser/index.ts',
    to: 'dist/index.d.ts',
    format: 'es',
    read: [dts(), files('src/browser', ['global.d.ts'])],
  },
  { from: 'src/worker/worker.ts', to: 'dist/worker.js', format: 'es' },
  { from: 'src/cli/cli.ts', to: 'dist/cli.js', format: 'es' },
  { from: 'src/testing/index.ts', to: 'dist/testing.js', format: 'es' },
  { from: 'src/testing/index.ts', to: 'dist/testing.d.ts', format: 'es', read: [dts()] },
  {
    from: 'src/edge/console/app/main.tsx',
    to: 'dist/console.js',
    format: 'es',
    finish: [pageScript(), style('src/edge/console/app/css', 'console.css', CONSOLE_STYLE)],
  },
  { from: 'demo/freshsales/worker.ts', to: '.demo/freshsales.js', format: 'es' },
  {
    from: 'demo/freshsales/page/app/main.tsx',
    to: '.demo/page/page.js',
    format: 'es',
    finish: [
      pageScript(),
      style('demo/freshsales/page/css', 'page.css', CRM_STYLE),
      files('demo/freshsales/page', ['index.html', 'icon.svg', '_headers', '_redirects']),
    ],
  },
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
      external: [/^cloudflare:/, /^node:/, 'wrangler', ...besides(from, to)],
      // Modules are strict and checked as such; scripts need not spend bytes on saying so.
      output: {
        ...placeOf(to, configDist),
        format,
        strict: false,
        name: 'built',
        globals: () => 'core',
        inlineDynamicImports: true,
        paths: (id) => [...LATER, ...OF_COMMANDS].find(([file]) => file.test(id))?.[1] ?? id,
      },
      plugins: read ?? [nodeResolve(), compile(from), finish],
    }))

/** Files that are made beside one are named from the same directory. */
const placeOf = (to, dist) =>
  to.startsWith('dist/')
    ? { dir: dist, entryFileNames: to.replace('dist/', '') }
    : { dir: path.dirname(to), entryFileNames: path.basename(to) }

/** What a file finds beside it. Scripts of pages: their other files, but for the one that has all of them in it. */
function besides(from, to) {
  if (from === 'src/cli/cli.ts') return OF_COMMANDS.map(([file]) => file)
  if (to === 'dist/deliver.js') return [CORE]
  return from.startsWith('src/browser/') && to.endsWith('.js') && !to.endsWith('.all.js')
    ? LATER.map(([file]) => file)
        .filter((file) => !file.test(from))
        // Who bundles the package has the whole of it but forms and banners.
        .filter((file) => to !== 'dist/index.js' || file !== DELIVERY)
    : []
}

/**
 * Types are checked by `npm run types`, world by world, and not again here. Visitors' browsers may be
 * older than the syntax of the sources.
 */
const compile = (from) =>
  typescript({
    tsconfig: settingsFor(from),
    ...(from.startsWith('src/browser/') && { target: 'ES2020' }),
    include: ['src/**/*.{ts,tsx}', 'demo/**/*.{ts,tsx}'],
    jsx: 'react-jsx',
    jsxImportSource: 'preact',
    noCheck: true,
    rewriteRelativeImportExtensions: false,
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
  })

/** The compiler reads all that its settings name, for each of the builds: here no more than one needs. */
function settingsFor(from) {
  const file = `node_modules/.cache/build/${from.replaceAll('/', '-')}.json`
  const settings = { extends: path.resolve('tsconfig.base.json'), include: [path.resolve(from)] }
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(settings))
  return file
}

/** Beside sdk.js: the same under its version, which never changes. */
function versionedScript() {
  return {
    name: 'versioned-script',
    generateBundle(_, { 'sdk.js': sdk }) {
      this.info(`/sdk/${version}.js has integrity="${hashOf(sdk.code)}"`)
      this.emitFile({ type: 'asset', fileName: `sdk/${version}.js`, source: sdk.code })
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
      hashes[`sha256-${path.basename(name, '.js').toUpperCase()}`] = hashOf(code, 'sha256')
      this.emitFile({ type: 'asset', fileName: `sdk/${version}/${name}`, source: code })
    },
  }
}

/** `sdk.js` hands over a list: names would cost every page. */
function core() {
  const items = CORE_NAMES.map(({ name, isLive }) => (isLive ? `() => ${name}` : name))
  return {
    name: 'core',
    transform(code, id) {
      if (CORE.test(id))
        return `${code.replace(/^export/gm, 'import')}\nexport const core = [${items}]`
      return id.endsWith('src/browser/script.ts') ? code.replace('* as core', '{ core }') : null
    },
  }
}

/** A module whose `start` is given that list. */
function partOfCore() {
  const itemOf = (_, wanted) => {
    const index = CORE_NAMES.findIndex(({ name }) => name === wanted)
    return `core[${index}]${CORE_NAMES[index].isLive ? '()' : ''}`
  }
  return {
    name: 'part-of-core',
    renderChunk: (code) =>
      `export const start = (core) => {${code.replace(/\bcore_ts\.(\w+)/g, itemOf)}return built.delivery}`,
  }
}

function hashesOfFiles() {
  return {
    name: 'hashes-of-files',
    renderChunk(code) {
      return code.replace(
        /sha256-[A-Z]+(?=['"])/g,
        (name) =>
          hashes[name] ??
          this.error(
            'a script carries the hashes of the files that it loads: build all of src/browser',
          ),
      )
    },
  }
}

function style(directory, fileName, parts) {
  const read = (part) => readFileSync(`${directory}/${part}.css`, 'utf8')
  return {
    name: 'style',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: parts.split(' ').map(read).join('\n') })
    },
  }
}

/** Copies what needs no building. */
function files(directory, names) {
  return {
    name: 'files',
    generateBundle() {
      for (const fileName of names)
        this.emitFile({ type: 'asset', fileName, source: readFileSync(`${directory}/${fileName}`) })
    },
  }
}
