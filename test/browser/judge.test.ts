import { describe, expect, it } from 'vitest'
import type { Evidence, Look, Mover, Says, Sent } from '../../src/browser/capture/evidence.ts'
import { judge } from '../../src/browser/capture/judge/judge.ts'

/** What is seen, as a table has it: `sent` at 0 ms unless told otherwise. */
const sent = (more: Partial<Sent> = {}): Evidence => ({
  is: 'sent',
  at: 0,
  id: 1,
  way: 'fetch',
  carries: 4,
  of: 4,
  ...more,
})
const answer = (says: Says, at = 100, id = 1): Evidence => ({ is: 'answer', at, id, says })
const look = (seen: Look, at = 150): Evidence => ({ is: 'look', at, look: seen })
const words = (says: 'thanks' | 'fault', at = 150): Evidence => ({ is: 'words', at, says })
const left = (by: Mover, at = 200): Evidence => ({ is: 'left', at, by })
const moved = (by: Mover, at = 200): Evidence => ({ is: 'moved', at, by })

const SOON = 1_000
const LATE = 31_000

const cases: [name: string, evidence: Evidence[], soon: string, late: string][] = [
  ['nothing was sent, and the form is gone', [look('gone')], 'open', 'open'],
  ['nothing was sent, and the visitor leaves', [left('visitor')], 'open', 'open'],
  ['nothing was sent, and thanks', [words('thanks')], 'open', 'open'],
  ['no answer yet', [sent()], 'open', 'open'],
  ['no answer yet, the form hidden', [sent(), look('gone')], 'open', 'open'],
  ['no answer yet, the page left', [sent(), left('visitor')], 'yes', 'yes'],
  ['a success', [sent(), answer('taken')], 'yes', 'yes'],
  ['a yes', [sent(), answer('yes')], 'yes', 'yes'],
  ['an error', [sent(), answer('fails')], 'no', 'no'],
  ['an error, then the page left', [sent(), answer('fails'), left('visitor')], 'no', 'no'],
  ['an error, then the form hidden', [sent(), answer('fails'), look('gone')], 'no', 'no'],
  ['a no', [sent(), answer('no')], 'no', 'no'],
  ['a no, but thanks', [sent(), answer('no'), words('thanks')], 'yes', 'yes'],
  ['the network fails', [sent(), answer('lost')], 'no', 'no'],
  [
    'the network fails, and the page is left',
    [sent(), answer('lost'), left('visitor')],
    'no',
    'no',
  ],
  ['a success, but a fault shows', [sent(), answer('taken'), words('fault')], 'open', 'no'],
  [
    'a success, a fault, then thanks',
    [sent(), answer('taken'), words('fault'), words('thanks')],
    'yes',
    'yes',
  ],
  ['a success, fields marked as wrong', [sent(), answer('taken'), look('at fault')], 'open', 'no'],
  [
    'a success, a fault, and the visitor leaves',
    [sent(), answer('taken'), words('fault'), left('visitor')],
    'no',
    'no',
  ],
  ['a success, and the next step', [sent(), answer('yes'), look('next step')], 'open', 'open'],
  ['a text', [sent(), answer('unclear')], 'open', 'yes'],
  ['a text, and the form emptied', [sent(), answer('unclear'), look('emptied')], 'yes', 'yes'],
  ['a text, and the form gone', [sent(), answer('unclear'), look('gone')], 'yes', 'yes'],
  ['a text, and thanks', [sent(), answer('unclear'), words('thanks')], 'yes', 'yes'],
  ['a text, and the page moves on', [sent(), answer('unclear'), moved('page')], 'yes', 'yes'],
  ['a text, and the page leaves', [sent(), answer('unclear'), left('page')], 'yes', 'yes'],
  ['a text, and the visitor leaves', [sent(), answer('unclear'), left('visitor')], 'no', 'no'],
  [
    'a text, and the visitor moves on',
    [sent(), answer('unclear'), moved('visitor')],
    'open',
    'yes',
  ],
  ['nobody can read the answer', [sent(), answer('nothing')], 'yes', 'yes'],
  ['a beacon', [sent({ way: 'beacon' })], 'yes', 'yes'],
  ['a beacon, but a fault shows', [sent({ way: 'beacon' }), words('fault')], 'open', 'no'],
  ['a script', [sent({ way: 'script' })], 'open', 'no'],
  ['a script, and the form emptied', [sent({ way: 'script' }), look('emptied')], 'yes', 'yes'],
  ['a socket, and thanks', [sent({ way: 'socket' }), words('thanks')], 'yes', 'yes'],
  [
    'a socket, a fault, the visitor leaves',
    [sent({ way: 'socket' }), words('fault'), left('visitor')],
    'no',
    'no',
  ],
  [
    'a worker, and the form gone',
    [sent({ way: 'worker', carries: 0 }), look('gone')],
    'yes',
    'yes',
  ],
  ['something packed', [sent({ carries: 0 }), answer('taken')], 'open', 'no'],
  [
    'something packed, and the form emptied',
    [sent({ carries: 0 }), answer('taken'), look('emptied')],
    'yes',
    'yes',
  ],
  ['one field of many', [sent({ carries: 1 }), answer('taken')], 'open', 'yes'],
  ['a check', [sent({ isAside: true }), answer('yes')], 'open', 'no'],
  [
    'a check, then the form refused',
    [sent({ carries: 1 }), answer('yes', 50), sent({ id: 2 }), answer('no', 100, 2)],
    'no',
    'no',
  ],
  [
    'a tracker is answered first',
    [sent({ id: 2 }), sent({ isAside: true }), answer('yes', 50)],
    'open',
    'open',
  ],
  [
    'a tracker fails',
    [sent({ id: 2, isOwnSite: true }), sent(), answer('lost', 50), answer('taken', 90, 2)],
    'yes',
    'yes',
  ],
  [
    'lost, then sent again',
    [sent(), answer('lost'), sent({ id: 2 }), answer('taken', 200, 2)],
    'yes',
    'yes',
  ],
]

describe('a form that was handed in', () => {
  it.each(cases)('with %s is judged', (_, evidence, soon, late) => {
    expect([judge(evidence, SOON).is, judge(evidence, LATE).is]).toEqual([soon, late])
  })

  it('gives the page a moment to show a fault, and no more', () => {
    const evidence = [sent(), answer('taken', 100)]
    const { is, again = 0 } = judge(evidence, 101)
    expect(is).toBe('open')
    expect(again).toBeLessThan(1_000)
    expect(judge(evidence, again).is).toBe('yes')
  })

  it('is looked at again only where time would change something', () => {
    expect(judge([sent()], SOON).again).toBeUndefined()
    expect(judge([sent(), answer('fails')], SOON).again).toBeUndefined()
    expect(judge([sent(), answer('unclear')], SOON).again).toBeGreaterThan(SOON)
  })
})
