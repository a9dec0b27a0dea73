import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** Files that no export is named like, by the reason. One that needs no exception any more fails. */
const NAMED_OTHERWISE: { readonly [reason: string]: readonly string[] } = {
  'an entry: the address that others import or run': [
    'src/browser/core.ts',
    'src/browser/index.ts',
    'src/browser/capture/forms.ts',
    'src/browser/inspector/inspector.ts',
    'src/cli/cli.ts',
    'src/testing/index.ts',
    'src/worker/worker.ts',
  ],
  'another vendor': ['src/edge/clients/rudderstack.ts'],
  'a store, or one end of a line, whose exports are verbs': [
    'src/browser/capture/loadForms.ts',
    'src/browser/deliver/tab.ts',
    'src/browser/visitor/storage.ts',
    'src/edge/objects.ts',
    'src/edge/outboxClient.ts',
    'src/edge/outbox/journal/journal.ts',
    'src/edge/visitors/visitorStore.ts',
    'src/edge/visitors/visitorsClient.ts',
    'src/freshsales/api/request.ts',
  ],
  'one subject of several constants, types or questions': [
    'src/browser/api.ts',
    'src/freshsales/coercion/date.ts',
    'src/protocol/identifier.ts',
    'src/protocol/json.ts',
    'src/protocol/time.ts',
  ],
}

const EXPORTED =
  /^export (?:async )?(?:function\*?|const|let|class|interface|type) (\w+)|^export (?:type )?\{([^}]*)\}/gm

/** Nothing for a file that only does something when it is loaded. */
function exportsOf(text: string): string[] {
  return [...text.matchAll(EXPORTED)].flatMap(([, name, list = '']) =>
    name === undefined
      ? list.split(',').map((each) => each.trim().split(' as ').at(-1) ?? '')
      : [name],
  )
}

/** The export itself, or with at most two words beside it: `status.ts` may export `readStatus`. */
const MOST_WORDS_BESIDE = 2

function isNamedFor(file: string, names: readonly string[]): boolean {
  const stem = wordsOf(path.basename(file).replace(/\.tsx?$/, ''))
  return names.some((name) => {
    const words = wordsOf(name)
    return (
      words.length <= stem.length + MOST_WORDS_BESIDE &&
      words.some((_, at) => stem.every((word, index) => word === words[at + index]))
    )
  })
}

/** `deadLetters`, `DEAD_LETTERS` and `DeadLetter` are the same words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .map((word) => word.replace(/(?<=[^s])s$/, '').replace(/ie$/, 'y'))
}

describe('a file of src', () => {
  const files = readdirSync('src', { recursive: true, withFileTypes: true })
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => /\.tsx?$/.test(file))

  it('is named for one of its exports', () => {
    const misnamed = files.filter((file) => {
      const names = exportsOf(readFileSync(file, 'utf8'))
      return names.length > 0 && !isNamedFor(file, names)
    })
    expect(misnamed.sort()).toEqual(Object.values(NAMED_OTHERWISE).flat().sort())
  })

  it('has at most 200 lines', () => {
    const long = files.filter(
      (file) => readFileSync(file, 'utf8').trimEnd().split('\n').length > 200,
    )
    expect(long).toEqual([])
  })
})
