/** What is told to people by the alerts' sending. */
export interface Message {
  title: string
  /** A sentence each; never personal data. */
  lines: string[]
  /** What only those may read who may open the CRM. */
  details?: string[]
  /** By what programs tell it from others. */
  condition: string
  state: 'hot'
  /** Epoch milliseconds. */
  since: number
}

/** As a webhook gets it. Intentionally without the details: an address that a channel reads is no place for them. */
export function bodyOf({ title, lines, condition, state, since }: Message): object {
  const text = [`freshsales-edge: ${title}`, ...lines].join('\n')
  return { text, condition, state, since: new Date(since).toISOString() }
}
