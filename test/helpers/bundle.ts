import { nodeResolve } from '@rollup/plugin-node-resolve'
import typescript from '@rollup/plugin-typescript'
import { rollup } from 'rollup'

/** One module of a TypeScript entry and all it imports, as the build makes them. */
export async function bundle(entry: string, file: string): Promise<string> {
  const build = await rollup({
    input: entry,
    external: /^cloudflare:/,
    plugins: [
      nodeResolve(),
      typescript({
        tsconfig: 'tsconfig.base.json',
        include: ['src/**/*.ts', 'test/**/*.ts'],
        noCheck: true,
        rewriteRelativeImportExtensions: true,
        composite: false,
        declaration: false,
        emitDeclarationOnly: false,
      }),
    ],
  })
  await build.write({ file, format: 'es' })
  await build.close()
  return file
}
