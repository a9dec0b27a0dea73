/** Freshsales' own numbers for the state of a subscription. */
const SUBSCRIBED = 1
const NOT_SUBSCRIBED = 2

/** Words of a box about mail to the visitor. */
const MAIL =
  /n(ew|ieuw)s|subscri|suscri|in?scri|marketing|opt ?(in|out)|off?er(s|t|en|te|tas)\b|abonn|bolet|promoc|werb|\bupdates\b/

/** Words that turn it round: ticked, it says "do not". */
const DO_NOT =
  /\b(no[tn]?|nao|nichts?|niet|pas|geen|kein\w*|without|never|stop\w*|unsub\w*|opt ?out|decline\w*|refus\w*|rechaz\w*|ablehn\w*|abbestell\w*|abmeld\w*|desabon\w*|desinsc\w*|baja|cancel\w*|descadastr\w*|disiscri\w*|annull\w*|uitschrij\w*|afmeld\w*|remove|don t|rifiut\w*|recus\w*|widerspr\w*|weiger\w*)\b/

/**
 * What a box says of the subscription: ticked yes, not ticked no. A box that says "do not" tells
 * something only when it is ticked.
 */
export const subscriptionOf = (texts: string, isChecked: boolean): number | undefined => {
  if (!MAIL.test(texts)) return undefined
  if (DO_NOT.test(texts)) return isChecked ? NOT_SUBSCRIBED : undefined
  return isChecked ? SUBSCRIBED : NOT_SUBSCRIBED
}

/** Of several boxes: whoever refuses by a tick means it; else one tick is enough. */
export const joinSubscriptions = (states: { state: number; isChecked: boolean }[]): number => {
  const ticked = states.filter(({ isChecked }) => isChecked)
  if (ticked.some(({ state }) => state === NOT_SUBSCRIBED)) return NOT_SUBSCRIBED
  return ticked.length ? SUBSCRIBED : NOT_SUBSCRIBED
}
