import type { Env } from '../../src/edge/env.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { VISITOR_MIGRATIONS } from '../../src/edge/visitors/visitorStore.ts'
import { Visitors } from '../../src/edge/visitors/visitors.ts'
import type { VisitorsDoor } from '../../src/edge/visitors/visitorsDoor.ts'
import { createDisk, type Disk, type Migrate } from './disk.ts'
import type { Points } from './points.ts'

/**
 * The objects of strangers, each with a disk of its own. The process may die before and after each call
 * between them and the outbox, and at each of their writes.
 */
export function createStrangerObjects(
  points: Points,
  {
    env,
    standInLine,
    hasNewFiles,
  }: { env(): Env; standInLine(object: string): Promise<void>; hasNewFiles: boolean },
) {
  const disks = new Map<string, Disk>()
  const running = new Map<string, Visitors>()
  let backup: Map<string, ReturnType<Disk['save']>> | undefined

  function diskOf(name: string): Disk {
    const disk = disks.get(name) ?? createDisk(points, hasNewFiles ? undefined : migrateVisitors)
    disks.set(name, disk)
    return disk
  }

  function current(name: string): Visitors {
    points.live()
    const known =
      running.get(name) ?? new Visitors({ storage: diskOf(name).storage } as never, env())
    running.set(name, known)
    return known
  }

  async function cross<Answer>(what: string, call: () => Promise<Answer>): Promise<Answer> {
    points.pass('before', what)
    const answer = structuredClone(await call())
    points.pass('after', what)
    return answer
  }

  const open = (name: string): VisitorsDoor => ({
    append: async (ask) => {
      await standInLine(name)
      return cross('append of visits', () => current(name).append(ask))
    },
    pull: (ids) => cross('pull', () => current(name).pull(ids)),
    acknowledge: (acks) => cross('acknowledge', () => current(name).acknowledge(acks)),
    erase: (ids) => cross('erase', () => current(name).erase(ids)),
  })

  const due = () =>
    [...disks]
      .map(([name, disk]) => ({ name, at: disk.alarm() ?? Number.POSITIVE_INFINITY }))
      .sort((one, other) => one.at - other.at)[0]

  return {
    namespace: { getByName: open },

    /** When the next alarm of one of them is due. */
    alarm: (): number => due()?.at ?? Number.POSITIVE_INFINITY,

    async ring(): Promise<void> {
      const next = due()
      if (!next) return
      const disk = diskOf(next.name)
      disk.setAlarm(null)
      try {
        await current(next.name).alarm()
      } finally {
        // The runtime tries an alarm again that was not done.
        if (points.isDead()) disk.setAlarm(next.at)
      }
    },

    /** The process ends. */
    stop: () => running.clear(),

    backUp() {
      backup = new Map([...disks].map(([name, disk]) => [name, disk.save()]))
    },

    restore() {
      running.clear()
      for (const [name, disk] of disks) {
        const rows = backup?.get(name)
        if (rows) disk.load(rows)
        else {
          disk.close()
          disks.delete(name)
        }
      }
    },

    close() {
      for (const disk of disks.values()) disk.close()
    },
  }
}

const migrateVisitors: Migrate = (storage) => migrate(storage, VISITOR_MIGRATIONS)
