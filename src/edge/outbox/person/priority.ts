/** What is sent first when calls are short. Also the order in which subjects are picked. */
export const PRIORITY = {
  newContact: 0,
  identity: 1,
  mapped: 2,
  timeline: 3,
  housekeeping: 4,
} as const

export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY]
