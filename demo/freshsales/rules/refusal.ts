/** Freshsales refuses a call for what was sent. Thrown by the rules, answered in `http/respond.ts`. */
export class Refusal extends Error {
  readonly status: number
  readonly messages: string[]

  constructor(status: number, ...messages: string[]) {
    super(messages.join('; '))
    this.name = 'Refusal'
    this.status = status
    this.messages = messages
  }
}

export const notFound = () => new Refusal(404, 'The requested record was not found.')
export const forbidden = () => new Refusal(403, 'You are not authorised to perform this operation.')
/** An upsert by what no field of the account makes unique. */
export const notUnique = () => new Refusal(400, 'Please provide a unique field')
/** The message for a body that is not JSON, lacks its wrapper or has the wrong content type. */
export const unreadable = () => new Refusal(400, 'Invalid or missing attributes')
/** A failure without a message, as for an empty body. */
export const broken = () => new Refusal(500)
