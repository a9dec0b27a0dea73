import { RefusedError } from '../../../freshsales/api/errors.ts'
import { upsertContact } from '../../../freshsales/api/request.ts'
import { repair } from '../../../freshsales/repair/repair.ts'
import { isObject } from '../../../protocol/json.ts'
import type { Question } from '../question.ts'
import { recordIn } from '../witness.ts'

/** Longer than any text that a name may have, shorter than what a request may be. */
const TOO_MANY_CHARACTERS = 20_000

export const refusal: Question = {
  title: 'How is a record refused?',
  calls: 4,
  async ask(laboratory) {
    const badEmail = await laboratory.send(upsertContact({ email: 'doctor@', contact: {} }))
    const { code = null, message = null } = recordIn(badEmail, 'errors')
    const email = laboratory.email()
    const first_name = 'x'.repeat(TOO_MANY_CHARACTERS)
    const call = upsertContact({ email, contact: { ...laboratory.contact, first_name } })
    const { status, error } = await laboratory.send(call)
    const mended = error instanceof RefusedError ? repair(call, error) : undefined
    return [
      { what: 'status of a bad e-mail', found: badEmail.status, simulator: 400 },
      {
        what: 'form of the message',
        found: Array.isArray(message)
          ? 'list'
          : isObject(message)
            ? 'object'
            : typeof message === 'string'
              ? 'text'
              : 'none',
        simulator: 'list',
        setting: ['behaviour.errorMessages', 'list', 'text'],
      },
      { what: 'errors.code', found: code, simulator: 400 },
      { what: 'status of a too long name', found: status, simulator: 400 },
      {
        what: 'the edge understands it and can cut the name',
        found: mended !== undefined,
        simulator: true,
      },
    ]
  },
}
