/** Web Locks as far as the library needs them: exclusive ones, which a page that goes lets go. */
type Use = (lock: object | null) => unknown

interface Held {
  name: string
  whenFree: Promise<unknown>
}

let held: Held[] = []

export const releaseLocks = (): void => {
  held = []
}

async function request(
  name: string,
  { ifAvailable = false }: LockOptions,
  use: Use,
): Promise<void> {
  // Browsers ask another process first.
  await new Promise((resolve) => setTimeout(resolve))
  const others = held.filter((lock) => lock.name === name)
  if (ifAvailable && others.length) {
    await use(null)
    return
  }
  await Promise.all(others.map(({ whenFree }) => whenFree))
  const whenFree = Promise.resolve(use({ name }))
  const lock = { name, whenFree }
  held.push(lock)
  await whenFree
  held = held.filter((other) => other !== lock)
}

export const locks = { request }
