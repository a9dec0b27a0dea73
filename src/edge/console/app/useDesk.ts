import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Overview } from '../../outbox/operator/views.ts'
import type { Api } from './api.ts'

/** What the operator is told after an order. */
export interface Message {
  text: string
  isBad?: boolean
}

export interface Offer {
  label: string
  note: string
}

/** Something that cannot be undone, asked once more. */
export interface Question {
  title: string
  text: string
  /** What the button says. */
  does: string
  /** Offers that come with it. */
  also?: readonly Offer[]
  order(api: Api, chosen: ReadonlySet<Offer>): Promise<Message | undefined>
}

/** What every part of the page works with. */
export interface Desk {
  overview: Overview | undefined
  /** A setting is wrong, so that nothing else can be asked. */
  isMisconfigured: boolean
  /** The edge's time, by which its times are told. */
  now: number
  api: Api
  /** Fetches a file below `/console/api/`. */
  download(path: string): Promise<Blob>
  poll: Poll
  /** An order is under way. */
  isBusy: boolean
  /** Carries out one order at a time; what it answers is shown, and told anew as the overview changes. */
  order(run: (api: Api) => Promise<Tell>): void
  ask(question: Question): void
}

/** What is shown after an order; a function is told anew with each overview. */
export type Tell = Message | ((overview: Overview) => Message) | undefined

export const DeskContext = createContext<Desk | undefined>(undefined)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('There is no desk around this component.')
  return desk
}

/** What the edge answers, looked up again and again; undefined until it has answered. */
export function usePolled<Reply>(
  load: (api: Api) => Promise<Reply>,
  inputs: readonly unknown[] = [],
): Reply | undefined {
  const { api, poll } = useDesk()
  const [reply, setReply] = useState<Reply>()
  useEffect(() => {
    let isCurrent = true
    const remove = poll.add(async () => {
      const loaded = await load(api)
      if (isCurrent) setReply(() => loaded)
    })
    return () => {
      isCurrent = false
      remove()
    }
  }, [api, poll, ...inputs])
  return reply
}

/** What is shown, looked up again and again while somebody can see it. */
export interface Poll {
  /** Adds something to be looked up, at once and from then on; returns its undo. */
  add(look: () => Promise<void>): () => void
  /** Looks at once instead of when it is time. */
  now(): void
}

interface PollOptions {
  /** Milliseconds until the next look. */
  interval(): number
  /** Told after each round: why something could not be looked up, or that all could be. */
  onRound(problem: unknown): void
}

export function createPoll({ interval, onRound }: PollOptions): Poll {
  const looks = new Set<() => Promise<void>>()
  let timer: number | undefined
  let isLooking = false
  let isWanted = false

  async function round(): Promise<void> {
    clearTimeout(timer)
    if (looks.size === 0 || document.hidden) return
    if (isLooking) {
      isWanted = true
      return
    }
    isLooking = true
    const results = await Promise.allSettled([...looks].map((look) => look()))
    isLooking = false
    if (looks.size === 0) return
    onRound(results.find((result) => result.status === 'rejected')?.reason)
    timer = window.setTimeout(round, isWanted ? 0 : interval())
    isWanted = false
  }

  document.addEventListener('visibilitychange', () => void round())
  return {
    now: () => void round(),
    add(look) {
      looks.add(look)
      // Together with what else is added in this moment.
      clearTimeout(timer)
      timer = window.setTimeout(round)
      return () => {
        looks.delete(look)
      }
    },
  }
}
