import type { Env } from '../../src/edge/env.ts'
import { handle } from '../../src/edge/handle.ts'
import type { Ask, OperationName, Reply } from '../../src/edge/outbox/operator/operations.ts'
import { Outbox } from '../../src/edge/outbox/outbox.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { ACCOUNTS, SETTINGS } from './accounts.ts'
import { addOldRows } from './addOldRows.ts'
import { createCrmServer } from './crmServer.ts'
import { createDisk } from './disk.ts'
import { createRequest } from './http.ts'
import { createLuck } from './luck.ts'
import type { Points } from './points.ts'
import type { Story } from './story.ts'
import { createStrangerObjects } from './strangerObjects.ts'
import { stubGlobals } from './stubGlobals.ts'

const STARTS_AT = Date.UTC(2026, 0, 10, 9)

/** A new process takes its time. */
const RESTART_MS = 1_500

/** The runtime tries a failed alarm again after this long. */
const ALARM_RETRY_MS = 2_000

/** Only of so many stories one begins with a file that is yet to be made. */
const NEW_FILE_EVERY = 50

/** Above this many alarms in one wait, the outbox does not come to rest. */
const MOST_ALARMS = 5_000

/** The Worker, its Durable Object, its disk, the clock and the CRM, in one process that may die at any point. */
export function createWorld(
  { seed, calls, account }: Story,
  {
    points,
    tell,
    standInLine = async () => undefined,
  }: {
    points: Points
    tell(line: string): void
    /** What a request waits for before the object of this name takes it. */
    standInLine?: (object: string) => Promise<void>
  },
) {
  let now = STARTS_AT
  const luck = createLuck(seed ^ 0x5bd1e995)
  const hasNewFiles = seed % NEW_FILE_EVERY === 0
  const disk = createDisk(points, hasNewFiles ? undefined : migrate)
  const clock = () => now
  const crm = createCrmServer({ now: clock, points, tell }, calls)
  let outbox: Outbox | undefined
  let backup: ReturnType<typeof disk.save> | undefined
  let isRestored = false
  let setBackMs = 0
  const strangers = new Set<string>()
  const undo = stubGlobals({ now: clock, random: luck.next, fetch: crm.fetch as never })

  const strangerObjects = createStrangerObjects(points, {
    env: () => env,
    standInLine,
    hasNewFiles,
  })
  let env = {
    ...SETTINGS,
    ...ACCOUNTS[account].settings,
    OUTBOX: { getByName: () => door },
    VISITORS: strangerObjects.namespace,
  } as unknown as Env
  const door = {
    append: async (...ask: Parameters<Outbox['append']>) => {
      await standInLine('outbox')
      return current().append(...ask)
    },
    status: () => current().status(),
    lease: (...ask: Parameters<Outbox['lease']>) => current().lease(...ask),
    offer: (...ask: Parameters<Outbox['offer']>) => current().offer(...ask),
    isInhabited: () => current().isInhabited(),
    operate: (...ask: Parameters<Outbox['operate']>) => current().operate(...ask),
  }

  function current(): Outbox {
    points.live()
    outbox ??= new Outbox(context() as never, env as never)
    return outbox
  }

  function context() {
    return {
      storage: disk.storage,
      blockConcurrencyWhile: (run: () => Promise<unknown>) => run().catch(() => undefined),
      abort: () => {
        outbox = undefined
      },
    }
  }

  /** What is asked of a process that dies is answered by nobody; the next one is a new process. */
  async function survive<Result>(run: () => Promise<Result>): Promise<Result | undefined> {
    try {
      const result = await run()
      return points.isDead() ? undefined : result
    } catch (error) {
      if (!points.isDead()) throw error
      return undefined
    } finally {
      if (points.isDead()) {
        tell(`the process died ${points.diedAt()}`)
        outbox = undefined
        strangerObjects.stop()
        now += RESTART_MS
        points.revive()
      }
    }
  }

  async function ring(): Promise<void> {
    disk.setAlarm(null)
    let isDone = false
    const attempt = async () => {
      await current().alarm()
      isDone = !points.isDead()
    }
    await survive(attempt).catch((error) => tell(`the alarm failed: ${error}`))
    if (!isDone) disk.setAlarm(Math.min(disk.alarm() ?? Infinity, now + ALARM_RETRY_MS))
  }

  return {
    now: clock,
    disk,
    crm,
    ring,

    async request(path: string, body?: object): Promise<Response | undefined> {
      return survive(() => handle(createRequest(`https://edge.acme.example${path}`, body), env))
    },

    /** What the operator asks and orders in the console. What fails is tried once more; where the process dies, nobody answers. */
    async operate<Name extends OperationName>(
      name: Name,
      ask: Ask<Name>,
    ): Promise<Reply<Name> | undefined> {
      const attempt = () => survive(() => current().operate(name, ask))
      return attempt().catch(() => attempt())
    },

    /** The process ends and starts again, as when a new version is deployed. */
    restart() {
      outbox = undefined
      strangerObjects.stop()
    },

    configure(settings: { [variable: string]: string }) {
      env = { ...env, ...settings }
    },

    /** Returns as of when. */
    backUp(): number {
      backup = disk.save()
      strangerObjects.backUp()
      return now
    },

    /** False where there is no backup. */
    restore(): boolean {
      if (!backup) return false
      disk.load(backup)
      strangerObjects.restore()
      disk.setAlarm(now)
      outbox = undefined
      isRestored = true
      return true
    },

    isRestored: () => isRestored,

    jump(milliseconds: number) {
      now += milliseconds
      if (milliseconds < 0) setBackMs -= milliseconds
    },

    /** By how much the clock was set back in all. */
    setBackMs: () => setBackMs,

    account: { name: account, ...ACCOUNTS[account] },

    /** Some people as version 0.1.0 wrote them; the process starts anew on the file. */
    addOldRows(which: number) {
      const added = addOldRows(disk, { which, now })
      for (const email of added) strangers.add(email)
      outbox = undefined
    },

    /** Who is to be in the CRM besides the people of the story. */
    strangers: (): ReadonlySet<string> => strangers,

    /** Lets time pass, and the alarm ring when it is due. */
    async pass(milliseconds: number): Promise<void> {
      const until = now + milliseconds
      for (let alarms = 0; alarms < MOST_ALARMS; alarms++) {
        const at = disk.alarm() ?? Number.POSITIVE_INFINITY
        const next = Math.min(at, strangerObjects.alarm())
        if (next > until) {
          now = Math.max(now, until)
          return
        }
        now = Math.max(now, next)
        await (at <= next ? ring() : survive(() => strangerObjects.ring()))
      }
      throw new Error('the outbox does not come to rest')
    },

    close() {
      undo()
      disk.close()
      strangerObjects.close()
    },
  }
}

export type World = ReturnType<typeof createWorld>
