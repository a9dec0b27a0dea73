import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'
import { stripTypes } from './stripTypes.ts'

/** One module of a TypeScript entry and all it imports, as the build makes them. */
export async function bundle(entry: string, file: string): Promise<string> {
  const build = await rollup({
    input: entry,
    external: /^cloudflare:/,
    plugins: [nodeResolve(), stripTypes()],
  })
  await build.write({ file, format: 'es' })
  await build.close()
  return file
}
