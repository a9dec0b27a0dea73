/** What is seen after a form was handed in, written down as data. */

/** By which way something left the page. */
export type Way =
  | 'fetch'
  | 'XMLHttpRequest'
  | 'beacon'
  | 'frame'
  | 'script'
  | 'image'
  | 'socket'
  | 'worker'
  | 'unseen request'

/**
 * What an answer says: `yes` or `no` in so many words; `fails` by its status; `lost` on the network;
 * `taken` is a readable 2xx without an opinion, `unclear` one in a text or HTML; `nothing` cannot be
 * read, by the page neither.
 */
export type Says = 'yes' | 'no' | 'fails' | 'lost' | 'taken' | 'unclear' | 'nothing'

/** How the form looks. */
export type Look = 'as it was' | 'emptied' | 'gone' | 'next step' | 'at fault'

/** Who moved on: the page by itself, or the visitor. */
export type Mover = 'page' | 'visitor'

export interface Sent {
  is: 'sent'
  at: number
  id: number
  way: Way
  /** How many of the entered values it carries, of how many. */
  carries: number
  of: number
  /** It goes to the page's own site, or where the form says. */
  isOwnSite?: boolean
  /** A check, a log or a tracker, by its address. */
  isAside?: boolean
  address?: string
}

export type Evidence =
  | Sent
  | { is: 'answer'; at: number; id: number; says: Says }
  | { is: 'look'; at: number; look: Look }
  /** New words on the page. */
  | { is: 'words'; at: number; says: 'thanks' | 'fault'; text?: string }
  | { is: 'moved'; at: number; by: Mover }
  | { is: 'left'; at: number; by: Mover }
