import type { Widget } from './widget.ts'

/** The module that each file is. */
export interface WidgetModule {
  widget: Widget
}

/** What is known of a widget before its file is there. */
export interface WidgetEntry {
  /** As it is shown, and travels with the events. */
  name: string
  /** Hosts of the vendor: where its frames and scripts come from, and who may speak for it. */
  hosts: RegExp
  /** What the address of its frame may carry along: the campaign, or that and the anonymous id. */
  passes?: 'campaign' | 'id'
  /** Its file in the folder of the script, and what a browser checks it against: the build puts the hash here. */
  file: string
  hash: string
  load(): Promise<WidgetModule>
}

export const WIDGETS: readonly WidgetEntry[] = [
  {
    name: 'HubSpot Forms',
    hosts: /(^|\.)hsforms\.(com|net)$/,
    file: 'hubspotForms',
    hash: 'sha256-HUBSPOTFORMS',
    load: () => import('./hubspotForms.ts'),
  },
  {
    name: 'HubSpot Meetings',
    hosts: /^meetings(-\w+)?\.hubspot\.com$/,
    passes: 'campaign',
    file: 'hubspotMeetings',
    hash: 'sha256-HUBSPOTMEETINGS',
    load: () => import('./hubspotMeetings.ts'),
  },
  {
    name: 'Typeform',
    hosts: /(^|\.)typeform\.com$/,
    passes: 'campaign',
    file: 'typeform',
    hash: 'sha256-TYPEFORM',
    load: () => import('./typeform.ts'),
  },
  {
    name: 'Calendly',
    hosts: /(^|\.)calendly\.com$/,
    passes: 'id',
    file: 'calendly',
    hash: 'sha256-CALENDLY',
    load: () => import('./calendly.ts'),
  },
  {
    name: 'Cal.com',
    hosts: /(^|\.)cal\.(com|eu)$/,
    passes: 'campaign',
    file: 'calCom',
    hash: 'sha256-CALCOM',
    load: () => import('./calCom.ts'),
  },
  {
    name: 'Tally',
    hosts: /^tally\.so$/,
    passes: 'campaign',
    file: 'tally',
    hash: 'sha256-TALLY',
    load: () => import('./tally.ts'),
  },
  {
    name: 'Jotform',
    hosts: /(^|\.)jotform\.com$/,
    passes: 'campaign',
    file: 'jotform',
    hash: 'sha256-JOTFORM',
    load: () => import('./jotform.ts'),
  },
  {
    name: 'Freshworks Forms',
    hosts: /\.(myfreshworks\.com|freshsales\.io)$/,
    file: 'freshworksForms',
    hash: 'sha256-FRESHWORKSFORMS',
    load: () => import('./freshworksForms.ts'),
  },
  {
    name: 'Freshchat',
    hosts: /(^|\.)freshchat\.com$/,
    file: 'freshchat',
    hash: 'sha256-FRESHCHAT',
    load: () => import('./freshchat.ts'),
  },
]
