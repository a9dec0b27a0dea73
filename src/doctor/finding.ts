/** One line of the report. */
export interface Finding {
  /** `note` is worth knowing and no fault. */
  mark: 'good' | 'note' | 'bad'
  text: string
  /** What to do, on a line of its own. */
  advice?: string
  /** What is at fault, in a word for the last line: a variable, or a part of the account. */
  subject?: string
}

export type Findings = AsyncGenerator<Finding, void, void>

export function good(text: string): Finding {
  return { mark: 'good', text }
}

export function note(text: string, advice?: string): Finding {
  return advice === undefined ? { mark: 'note', text } : { mark: 'note', text, advice }
}

export function bad(subject: string, text: string, advice: string): Finding {
  return { mark: 'bad', subject, text, advice }
}
