/** Whether a text is an e-mail address, and nothing beside. */
export const isAddress = (value: string): boolean =>
  /^[^\s@,;:<>()"]+@[^\s@,;:<>()"]+\.[^\s@.,;:<>()"]{2,}$/.test(value)
