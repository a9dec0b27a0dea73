import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import typescript from '@rollup/plugin-typescript'

const mangled = terser({ ecma: 2020, compress: { passes: 3 }, mangle: { props: { regex: /^_/ } } })

/** What is built: source → file, its format, and which world's tsconfig and finish it takes. */
const builds = [
  { input: 'src/browser/script.ts', file: 'dist/sdk.js', format: 'iife', world: 'browser', finish: [mangled] },
  { input: 'src/browser/stub.ts', file: 'dist/stub.js', format: 'iife', world: 'browser', finish: [mangled] },
  { input: 'src/browser/index.ts', file: 'dist/index.js', format: 'es', world: 'browser', finish: [] },
  { input: 'src/edge/worker.ts', file: 'dist/worker.js', format: 'es', world: 'edge', finish: [], external: [/^cloudflare:/] },
]

export default builds.map(({ input, file, format, world, finish, external = [] }) => ({
  input,
  external,
  output: { file, format },
  plugins: [
    nodeResolve(),
    typescript({ tsconfig: `src/${world}/tsconfig.json`, composite: false, emitDeclarationOnly: false, declaration: false, outDir: undefined, tsBuildInfoFile: undefined, incremental: false }),
    ...finish,
  ],
}))
