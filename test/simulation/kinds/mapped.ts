import type { Claim, Kind } from '../kind.ts'

/** Events with an action of their own: an activity, a tag, a deal. Only the first is not also told. */
export const mapped: Kind = {
  name: 'mapped',
  weight: 3,
  fromPage: false,
  write(luck, who, index) {
    const tag = luck.pick(['x', 'y'])
    const order = `${luck.pick(['one', 'two'])} of ${who.number}`
    const amount = 1 + luck.int(3)
    const [event, properties, claims] = luck.pick<[string, object, Claim[]]>([
      ['Called', { title: `Call ${index}` }, [{ is: 'activities', name: `Call ${index}` }]],
      ['Tagged', { tag }, [{ is: 'tags', name: tag }, { is: 'told' }]],
      ['Ordered', { order, amount }, [{ is: 'deal', name: order, amount }, { is: 'told' }]],
    ])
    const sent = { type: 'track', event, properties, ...who.ids(luck) }
    return [{ kind: 'mapped', who: who.number, event: sent, claims }]
  },
}
