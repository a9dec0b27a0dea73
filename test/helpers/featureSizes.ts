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
export async function featureSizes(): Promise<Record<Feature, number>> {
  const bundle = await rollup({ input: 'src/browser/script.ts', plugins: [stripTypes()] })
  const { output } = await bundle.generate({
    format: 'es',
    preserveModules: true,
    plugins: [terser({ ecma: 2020, module: true, mangle: { properties: { regex: /^_/ } } })],
  })
  const code: Record<string, string> = {}
  for (const file of output) {
    if (file.type !== 'chunk') continue
    const path = (file.facadeModuleId ?? '').replace(/.*\/src\/(browser\/)?/, '')
    const [feature] = Object.entries(FEATURES).find(([, files]) => files.test(path)) ?? ['']
    code[feature] =
      (code[feature] ?? '') + file.code.replace(/^(import[^;]*;)+|export\{[^}]*\};?/g, '')
  }
  const sizes = Object.entries(code).map(([feature, text]) => [
    feature,
    brotliBytes(Buffer.from(text)),
  ])
  return Object.fromEntries(sizes)
}
