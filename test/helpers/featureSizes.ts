import path from 'node:path'
import terser from '@rollup/plugin-terser'
import { rollup } from 'rollup'
import { brotliBytes } from './brotliBytes.ts'
import { stripTypes } from './stripTypes.ts'

/** Which files make a feature of the browser library, by the beginning of their path. */
const FEATURES = {
  forms: /^capture/,
  delivery: /^deliver/,
  recording: /^record\/(?!watchPages)/,
  person: /^visitor/,
  pages: /^record\/watchPages/,
  'starting and calls': /./,
} as const

export type Feature = keyof typeof FEATURES

/** Bytes of each feature after minifying and brotli, each compressed alone. */
export const featureSizes = (): Promise<Record<Feature, number>> =>
  sizesOf('src/browser/script.ts', (file) => {
    const [feature] = Object.entries(FEATURES).find(([, files]) => files.test(file)) ?? ['']
    return feature
  })

/** The same of each file that knows a consent banner. */
export const bannerSizes = (): Promise<Record<string, number>> =>
  sizesOf('src/browser/consent/banners/banners.ts', (file) => path.basename(file, '.ts'))

async function sizesOf(
  input: string,
  partOf: (file: string) => string,
): Promise<Record<string, number>> {
  const bundle = await rollup({ input, plugins: [stripTypes()] })
  const { output } = await bundle.generate({
    format: 'es',
    preserveModules: true,
    plugins: [terser({ ecma: 2020, module: true, mangle: { properties: { regex: /^_(?!_)/ } } })],
  })
  const code: Record<string, string> = {}
  for (const file of output) {
    if (file.type !== 'chunk') continue
    const part = partOf((file.facadeModuleId ?? '').replace(/.*\/src\/(browser\/)?/, ''))
    code[part] = (code[part] ?? '') + file.code.replace(/^(import[^;]*;)+|export\{[^}]*\};?/g, '')
  }
  const sizes = Object.entries(code).map(([part, text]) => [part, brotliBytes(Buffer.from(text))])
  return Object.fromEntries(sizes)
}
