import { hasFieldsWaiting } from '../parts/contactState.ts'
import type { Purpose } from '../parts/part.ts'
import type { Subject } from '../parts/parts.ts'
import { isNew } from '../person/personCore.ts'
import { oneMore, SIGN_UPS } from './form.ts'
import { createFormTable, type FormTable } from './formTable.ts'

/**
 * The sign-ups of somebody who is in Freshsales with all that they said. They are known by the forms that
 * the person's row names while they wait; one that was refused before has a minus. In place.
 */
export function countDelivered(forms: FormTable, subject: Subject, now: number): void {
  if (subject.kind !== 'person' || !subject.signUps) return
  if (isNew(subject) || subject.held || hasFieldsWaiting(subject)) return
  for (const id of subject.signUps) {
    const form = forms.byId(Math.abs(id))?.form
    if (!form) continue
    form.days = SIGN_UPS.add(form.days, now, { delivered: 1, ...(id < 0 && { refused: -1 }) })
    delete form.refused
  }
  delete subject.signUps
}

/** After a call; in the caller's transaction, before the subject is written. */
export function countIfDelivered(sql: SqlStorage, subject: Subject, now: number): void {
  if (subject.kind !== 'person' || !subject.signUps) return
  const forms = createFormTable(sql, now)
  countDelivered(forms, subject, now)
  forms.save()
}

/** Freshsales refused a call for good. Who is not in it at all may be sent once more. */
export function countRefused(
  sql: SqlStorage,
  { subject, purpose, now }: { subject: Subject; purpose: Purpose; now: number },
): void {
  if (subject.kind !== 'person' || !subject.signUps) return
  if (purpose.kind !== 'contact' && purpose.kind !== 'lead') return
  const forms = createFormTable(sql, now)
  for (const id of subject.signUps) {
    const form = id > 0 ? forms.byId(id)?.form : undefined
    if (!form) continue
    form.days = SIGN_UPS.add(form.days, now, { refused: 1 })
    form.refused = [oneMore(form.refused?.[0]), form.refused?.[1] ?? now]
  }
  forms.save()
  if (isNew(subject)) subject.signUps = subject.signUps.map((id) => -Math.abs(id))
  else delete subject.signUps
}
