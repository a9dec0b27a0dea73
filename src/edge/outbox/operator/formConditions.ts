import { DAY_MS, NEVER } from '../../../protocol/time.ts'
import { evaluateForm } from '../forms/evaluateForm.ts'
import { type FormRow, type KnownForm, readForm } from '../forms/formTable.ts'
import type { Signal } from '../forms/signal.ts'
import type { Condition, FormConditionName } from './condition.ts'
import { readRaised } from './raised.ts'
import { formName, tellSignal } from './tellSignal.ts'

/** Anybody can invent forms; the ones used on most days are told of first. */
const MOST_TOLD = 20

/** What is older is told of no more, see `evaluateForm`. */
const LOOKED_BACK_MS = 40 * DAY_MS

/** What forms say by what they send, or do not send any more; found without reading all of them. */
export function formConditions(sql: SqlStorage, now: number): Condition[] {
  const due = rowsToTell(sql, now).flatMap((row) => {
    const known = { id: row.id, source: row.source, name: row.name, form: readForm(row) }
    const { signals, changesAt } = evaluateForm(known.form, now)
    const met = signals.map((signal) => conditionOf(known, signal, changesAt))
    return met.length > 0 || changesAt === NEVER ? met : [notYet(row, changesAt)]
  })
  const names = new Set<string>(due.map(({ name }) => name))
  return [
    ...due,
    ...toldOf(sql)
      .filter((name) => !names.has(name))
      .map((name) => overOf(sql, name, now)),
    ...nextOf(sql, now),
  ]
}

function rowsToTell(sql: SqlStorage, now: number): FormRow[] {
  return sql
    .exec<FormRow>(
      `SELECT * FROM form WHERE look_at BETWEEN ? AND ? ORDER BY used_days DESC, id LIMIT ${MOST_TOLD}`,
      now - LOOKED_BACK_MS,
      now,
    )
    .toArray()
}

function conditionOf(known: KnownForm, signal: Signal, changesAt: number): Condition {
  const begun = tellSignal(known, signal)
  const name: FormConditionName = `form_${signal.is}:${known.id}`
  // A rhythm is a guess that a page could feign, and then the edge itself is well.
  const said = signal.is === 'onlyRefused' ? { degraded: begun } : { advice: begun }
  return { name, isMet: true, changesAt, begun, over: '', ...said }
}

/** The form that falls silent next, if nothing more comes of it. */
function nextOf(sql: SqlStorage, now: number): Condition[] {
  const query = 'SELECT * FROM form WHERE look_at > ? ORDER BY look_at LIMIT 1'
  const [row] = sql.exec<FormRow>(query, now).toArray()
  return row ? [notYet(row, row.look_at ?? NEVER)] : []
}

const notYet = (row: FormRow, changesAt: number): Condition => ({
  name: `form_stopped:${row.id}`,
  isMet: false,
  changesAt,
  begun: '',
  over: `${formName(row)} ${OVER.stopped}.`,
})

const NAME = /^form_(stopped|onlyJunk|onlyRefused|doubled):(\d+)$/

function toldOf(sql: SqlStorage): FormConditionName[] {
  const { webhook, email } = readRaised(sql)
  const names = [...Object.keys(webhook), ...Object.keys(email)]
  return [...new Set(names)].filter((name): name is FormConditionName => NAME.test(name))
}

function overOf(sql: SqlStorage, name: FormConditionName, now: number): Condition {
  const [, is, id = ''] = NAME.exec(name) ?? []
  const [row] = sql.exec<FormRow>('SELECT * FROM form WHERE id = ?', Number(id)).toArray()
  const isUnused = row !== undefined && row.used_at < now - UNUSED_MS
  const how = isUnused ? GIVEN_UP : OVER[is as Signal['is']]
  const over = row ? `${formName(row)} ${how}.` : 'A form that was told of is no longer known.'
  return { name, isMet: false, changesAt: NEVER, begun: '', over }
}

/** What has ended without a sign-up has not ended. */
const UNUSED_MS = 27 * DAY_MS
const GIVEN_UP = 'has sent nothing for four weeks, and is told of no more'

const OVER: { readonly [is in Signal['is']]: string } = {
  stopped: 'is no longer silent',
  onlyJunk: 'no longer sends only junk',
  onlyRefused: 'is taken by Freshsales again',
  doubled: 'no longer sends everything twice',
}
