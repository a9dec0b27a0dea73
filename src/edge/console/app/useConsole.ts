import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Overview } from '../../outbox/operator/views.ts'
import { type Api, ApiError, createApi, createDownload } from './api.ts'
import {
  createPoll,
  type Desk,
  type Message,
  type Offer,
  type Question,
  type Tell,
} from './useDesk.ts'

const EVERY_MS = 2_000

/** A large backlog is costly to count, and nobody watches it by the second. */
const LARGE_BACKLOG = 2_000
const EVERY_MS_WHEN_LARGE = 10_000

/** Good news goes by itself; bad news stays until it is read. */
const GOOD_NEWS_MS = 10_000

/** What is shown around the tabs, and what the tabs work with. */
export function useConsole({ token, onLock }: { token: string; onLock(reason?: string): void }) {
  const api = useMemo(() => createApi(token), [token])
  const download = useMemo(() => createDownload(token), [token])
  const [overview, setOverview] = useState<Overview>()
  const { problem, isMisconfigured, report } = useProblem(onLock)
  const seen = useRef<Overview>(undefined)
  const poll = useMemo(
    () => createPoll({ interval: () => interval(seen.current), onRound: report }),
    [report],
  )
  useEffect(
    () =>
      poll.add(async () => {
        seen.current = await api('overview', {})
        setOverview(seen.current)
      }),
    [api, poll],
  )
  const { message, isBusy, order, dismiss } = useOrdering({ api, overview, report, now: poll.now })
  const [question, ask] = useState<Question>()
  const now = overview?.now ?? Date.now()
  const desk: Desk = { overview, isMisconfigured, now, api, download, poll, isBusy, order, ask }
  const answer = (isYes: boolean, chosen: ReadonlySet<Offer>) => {
    ask(undefined)
    if (question && isYes) order((given) => question.order(given, chosen))
  }
  return { desk, problem, asOf: overview?.now, message, dismiss, question, answer }
}

/** Why there is nothing new to see. A token that is no longer right locks the console; anything else passes. */
function useProblem(onLock: (reason: string) => void) {
  const [problem, setProblem] = useState<string>()
  const [isMisconfigured, setMisconfigured] = useState(false)
  const report = useCallback(
    (error: unknown) => {
      const message = error instanceof Error ? error.message : error && String(error)
      const { status, code } = error instanceof ApiError ? error : { status: 0, code: undefined }
      setMisconfigured(code === 'configuration')
      if (status === 401 || status === 403) onLock(String(message))
      else setProblem(message ? String(message) : undefined)
    },
    [onLock],
  )
  return { problem, isMisconfigured, report }
}

interface Ordering {
  api: Api
  overview: Overview | undefined
  report(error: unknown): void
  now(): void
}

/** Carries out one order at a time, tells what came of it, and looks what has changed. */
function useOrdering({ api, overview, report, now }: Ordering) {
  const [tell, setTell] = useState<{ what: Tell }>()
  const isBusyNow = useRef(false)
  const [isBusy, setBusy] = useState(false)
  const order = async (run: (api: Api) => Promise<Tell>): Promise<void> => {
    if (isBusyNow.current) return
    isBusyNow.current = true
    setBusy(true)
    setTell(undefined)
    try {
      setTell({ what: await run(api) })
    } catch (error) {
      if (error instanceof ApiError && error.status !== 401 && error.status !== 403)
        setTell({ what: { text: error.message, isBad: true } })
      else report(error)
    } finally {
      isBusyNow.current = false
      setBusy(false)
      now()
    }
  }
  const what = tell?.what
  const message: Message | undefined =
    typeof what !== 'function' ? what : overview && what(overview)
  const isGood = message !== undefined && !message.isBad
  useEffect(() => {
    if (!isGood) return
    const timer = setTimeout(() => setTell(undefined), GOOD_NEWS_MS)
    return () => clearTimeout(timer)
  }, [isGood, tell])
  const dismiss = useCallback(() => setTell(undefined), [])
  return { message, isBusy, order: (run: Parameters<typeof order>[0]) => void order(run), dismiss }
}

function interval(overview: Overview | undefined): number {
  const { newContacts, changes } = overview?.backlog ?? {}
  const waiting = (newContacts?.count ?? 0) + (changes?.count ?? 0)
  return waiting > LARGE_BACKLOG ? EVERY_MS_WHEN_LARGE : EVERY_MS
}
