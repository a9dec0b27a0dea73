import type { Plugin } from 'rollup'
import ts from 'typescript'

/**
 * Makes JavaScript of the sources, each file by itself: whether the types are right is what
 * `npm run types` asks. `target` is for those who run it: visitors' browsers may be older than the
 * syntax of the sources.
 */
export function stripTypes(target: 'ES2020' | 'ES2022' = 'ES2022'): Plugin {
  const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget[target],
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
    jsx: ts.JsxEmit.ReactJSX,
    jsxImportSource: 'preact',
    sourceMap: true,
  }
  return {
    name: 'strip-types',
    transform(code, fileName) {
      if (!/\.tsx?$/.test(fileName)) return null
      const { outputText, sourceMapText } = ts.transpileModule(code, { fileName, compilerOptions })
      // Of what is in dist/ speaks `sideEffects` of package.json, not of these files.
      return { code: outputText, map: sourceMapText ?? null, moduleSideEffects: true }
    },
  }
}
