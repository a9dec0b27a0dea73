import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** Files that are named otherwise than what they export, by the reason. */
const NAMED_OTHERWISE: { readonly [reason: string]: readonly string[] } = {
  'the address that others import, or the contract with them': [
    'src/browser/api.ts',
    'src/browser/index.ts',
    'src/worker/worker.ts',
    'src/browser/capture/forms.ts',
    'src/browser/inspector/inspector.ts',
    'src/edge/clients/rudderstack.ts',
  ],
  'a store or a door, whose exports are verbs': [
    'src/browser/capture/loadForms.ts',
    'src/browser/deliver/tab.ts',
    'src/browser/visitor/storage.ts',
    'src/edge/outboxClient.ts',
    'src/edge/outbox/journal/journal.ts',
    'src/edge/outbox/operator/people.ts',
    'src/edge/outbox/operator/subjectView.ts',
    'src/freshsales/api/request.ts',
  ],
  'one subject of several constants, types or questions': [
    'src/browser/capture/button.ts',
    'src/edge/collect/clock.ts',
    'src/edge/collect/consent.ts',
    'src/edge/collect/hygiene.ts',
    'src/edge/collect/identityToken.ts',
    'src/edge/collect/quality.ts',
    'src/edge/console/app/PersonHistory.tsx',
    'src/edge/outbox/engine/backoff.ts',
    'src/edge/outbox/engine/holdProvisional.ts',
    'src/edge/outbox/operator/drainage.ts',
    'src/freshsales/coercion/date.ts',
    'src/freshsales/interpret/interpret.ts',
    'src/freshsales/interpret/template.ts',
    'src/freshsales/repair/labels.ts',
    'src/freshsales/timeline/time.ts',
    'src/protocol/form/isSignUp.ts',
    'src/protocol/identifier.ts',
    'src/protocol/json.ts',
    'src/protocol/batch.ts',
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

/** `deadLetters.ts` may export `readDeadLetters`, and `letters.ts` a `letter`. */
function isNamedFor(file: string, names: readonly string[]): boolean {
  const stem = plain(path.basename(file).replace(/\.tsx?$/, '')).replace(/(ies|es|s|y)$/, '')
  return names.some((name) => plain(name).includes(stem))
}

const plain = (name: string) => name.replaceAll('_', '').toLowerCase()

describe('a file of src', () => {
  const files = readdirSync('src', { recursive: true, withFileTypes: true })
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => /\.tsx?$/.test(file))

  it('is named for one of its exports', () => {
    const exempt = Object.values(NAMED_OTHERWISE).flat()
    const misnamed = files.filter((file) => {
      const names = exportsOf(readFileSync(file, 'utf8'))
      return names.length > 0 && !isNamedFor(file, names) && !exempt.includes(file)
    })
    expect(misnamed).toEqual([])
  })

  it('has at most 200 lines', () => {
    const long = files.filter(
      (file) => readFileSync(file, 'utf8').trimEnd().split('\n').length > 200,
    )
    expect(long).toEqual([])
  })
})
