import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeliveriesAsk } from '../../outbox/operator/operations.ts'
import type { DeliveryView } from '../../outbox/operator/views.ts'
import { useDesk } from './useDesk.ts'

/** What a page of deliveries holds at most. */
const PAGE = 50

/** As many as the edge keeps. */
const KEPT = 2_000

interface Shown {
  deliveries: DeliveryView[]
  /** There are older ones than these. */
  hasOlder: boolean
}

const NONE: Shown = { deliveries: [], hasOlder: false }

/** Only what is new is asked for and put on top, so that what somebody reads stays where it is. */
export function useDeliveries({ outcome, text }: Pick<DeliveriesAsk, 'outcome' | 'text'>) {
  const { api, poll, order } = useDesk()
  const [shown, setShown] = useState(NONE)
  const known = useRef(NONE)
  const show = (next: Shown): void => {
    known.current = next
    setShown(next)
  }
  const ask = (between: DeliveriesAsk) =>
    api('deliveries', { ...between, ...(outcome && { outcome }), ...(text && { text }) })
  useEffect(() => {
    let isCurrent = true
    show(NONE)
    const remove = poll.add(async () => {
      const [newest] = known.current.deliveries
      const { deliveries: newer } = await ask(newest ? { after: newest.id } : {})
      if (!isCurrent) return
      const isGap = newer.length === PAGE
      const kept = isGap ? NONE : known.current
      const deliveries = [...newer, ...kept.deliveries].slice(0, KEPT)
      show({ deliveries, hasOlder: isGap || kept.hasOlder })
    })
    return () => {
      isCurrent = false
      remove()
    }
  }, [api, poll, outcome, text])
  const loadOlder = () =>
    order(async () => {
      const oldest = known.current.deliveries.at(-1)
      const { deliveries: older } = await ask(oldest ? { before: oldest.id } : {})
      const deliveries = [...known.current.deliveries, ...older]
      show({ deliveries, hasOlder: older.length === PAGE })
      return undefined
    })
  return { ...shown, loadOlder }
}
