import type { createBrowsers } from './browser.ts'
import { PEOPLE } from './story.ts'
import type { World } from './world.ts'

type Stage = { world: World; browsers: ReturnType<typeof createBrowsers> }

/** What the operator, the platform and the weather do meanwhile. To add one, name it here. */
export const ACTS = {
  pause: ({ world }) => world.operate('pause', {}),
  resume: ({ world }) => world.operate('resume', {}),
  replay: ({ world }) => world.operate('replay', { all: true }),
  /** Also what a deployment of another version does. */
  restart: ({ world }) => world.restart(),
  settings: ({ world }, amount) => {
    world.configure({ MINUTE_CALLS: String(4 + amount) })
    world.restart()
  },
  alarmLost: ({ world }) => world.disk.setAlarm(null),
  alarmTwice: async ({ world }) => {
    await world.ring()
    await world.ring()
  },
  alarmEarly: ({ world }) => world.ring(),
  diskFails: ({ world }, amount) => world.disk.failAfter(1 + amount),
  clockForward: ({ world }, amount) => world.jump(amount * 1_000),
  health: ({ world }) => world.request('/health'),
  /** The whole file comes back as it was some steps before. */
  backup: ({ world, browsers }) => browsers.remember(world.backUp()),
  restore: ({ world, browsers }) => {
    if (world.restore()) browsers.loseSinceBackup()
  },
  forget: async ({ world, browsers }, amount) => {
    const who = PEOPLE[amount % PEOPLE.length]
    if (!who) return
    const found = await world.operate('findPeople', { text: who.email })
    browsers.forget(who.number)
    for (const { id } of found?.subjects ?? [])
      await world.operate('forget', { id, inFreshsales: false })
  },
} satisfies { [act: string]: (stage: Stage, amount: number) => unknown }

export type Act = keyof typeof ACTS
