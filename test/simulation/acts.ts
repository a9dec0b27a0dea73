import { ACCOUNTS } from './accounts.ts'
import type { createBrowsers } from './browser.ts'
import type { Who } from './kind.ts'
import { PEOPLE } from './story.ts'
import type { World } from './world.ts'

type Browsers = ReturnType<typeof createBrowsers>

type Stage = { world: World; browsers: Browsers }

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
  alarmLate: ({ world }, amount) => world.disk.setAlarm(world.now() + amount * 20_000),
  diskFails: ({ world }, amount) => world.disk.failAfter(1 + amount),
  clockForward: ({ world }, amount) => world.jump(amount * 1_000),
  clockBack: ({ world }, amount) => world.jump(-amount * 1_000),
  health: ({ world }) => world.request('/health'),
  /** The whole file comes back as it was some steps before. */
  backup: ({ world, browsers }) => browsers.remember(world.backUp()),
  restore: ({ world, browsers }) => {
    if (world.restore()) browsers.loseSinceBackup()
  },
  forget: async ({ world, browsers }, amount) => {
    const who = personOf(amount)
    const found = await world.operate('findPeople', { text: who.email })
    browsers.forget(who.number)
    for (const { id } of found?.subjects ?? [])
      await world.operate('forget', { id, inFreshsales: false })
  },
  release: ({ world, browsers }) => releaseAll(world, browsers),
  /** A later version was here, which keeps more of a person; this one carries it along. */
  laterVersion: ({ world }) => world.disk.addPart(),
  /** What version 0.1.0 wrote of some people is in the file as well. */
  earlierVersion: async ({ world }, amount) => {
    await world.request('/health')
    if (world.disk.isMade()) world.addOldRows(amount)
  },
  timeline: ({ world }, amount) => {
    const { settings } = ACCOUNTS.activity
    if (world.account.name !== 'modern' && world.account.name !== 'activity') return
    world.configure(amount % 2 ? settings : { TIMELINE: 'note' })
    world.restart()
  },
  crmDeletes: ({ world, browsers }, amount) => {
    const { number, email } = personOf(amount)
    if (!browsers.deletes(number)) return
    world.crm.delete(email)
  },
  crmMerges: ({ world, browsers }, amount) => {
    const [one, other] = [personOf(amount), personOf(amount + 1)]
    world.crm.merge(one.email, other.email)
    for (const { number } of [one, other]) browsers.forget(number)
  },
  crmRenames: ({ world }, amount) => world.crm.rename(amount % 2 ? 'Acme' : 'Globex'),
  /** The rights of the user whose key it is are cut down until the end. */
  crmForbids: ({ world }, amount) => world.crm.forbid(FORBIDDABLE[amount % FORBIDDABLE.length]),
} satisfies { [act: string]: (stage: Stage, amount: number) => unknown }

export type Act = keyof typeof ACTS

const FORBIDDABLE = ['/notes', '/deals', '/tasks', '/sales_activities', '/sales_accounts']

/** Lets everybody through who was held back for review; whether that was anybody. */
export async function releaseAll(world: World, browsers: Browsers): Promise<boolean> {
  browsers.noteRelease()
  let isAnybody = false
  // Twice: the process may die while it is asked.
  for (let times = 0; times < 2; times++) {
    const waiting = await world.operate('waiting', {})
    for (const { id } of waiting?.held ?? []) await world.operate('release', { id })
    isAnybody ||= (waiting?.held ?? []).length > 0
  }
  return isAnybody
}

function personOf(amount: number): Who {
  const who = PEOPLE[amount % PEOPLE.length]
  if (!who) throw new Error(`nobody is number ${amount}`)
  return who
}
