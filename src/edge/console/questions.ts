// What the console asks of the Worker itself. Types only, and only plain data, like the operations.

export interface Questions {
  setup: { ask: object; reply: Setup }
  version: { ask: object; reply: Version }
}

export type QuestionName = keyof Questions

/** Whether everything is set up. */
export interface Setup {
  /** In the doctor's words, and in its order. */
  findings: Finding[]
  /** For the tag; absent while the settings are wrong, or where no key is for pages. */
  writeKey?: string
}

export interface Version {
  version: string
  /** Only where UPDATE_CHECK allows to ask for it, and where it is newer. */
  newer?: string
}

/** A line of the doctor. */
export interface Finding {
  mark: 'good' | 'note' | 'bad'
  text: string
  /** What to do. */
  advice?: string
}
