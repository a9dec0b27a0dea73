import type { ComponentChildren } from 'preact'
import { Icon } from './Icon.tsx'
import { LOOKS } from './looks.ts'
import { clockText } from './times.tsx'
import type { Account, Quota as QuotaState } from './types.ts'

interface SideProps {
  account: Account | undefined
  /** The word in the address of the open list. */
  current: string
  children: ComponentChildren
}

/** The lists there are, how full they are, and how much of the quota is spent. */
export function Side({ account, current, children }: SideProps) {
  const tabs = [
    ...LOOKS.map(({ kind, name, title }) => ({
      name,
      title,
      icon: kind as string,
      count: account?.[kind].filter((record) => !record.is_deleted).length,
    })),
    { name: 'calls', title: 'API calls', icon: 'calls', count: account?.callCount },
  ]
  return (
    <header class="side">
      <a class="brand" href="#/contacts">
        <img src="/icon.svg" alt="" width="28" height="28" />
        Demo CRM
      </a>
      <nav aria-label="Main">
        <ul class="tabs">
          {tabs.map(({ name, title, icon, count }) => (
            <li key={name}>
              <a href={`#/${name}`} aria-current={name === current ? 'page' : undefined}>
                <Icon name={icon} />
                <span>{title}</span>
                <span class="count">{count?.toLocaleString('en')}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {account && <Quota {...account.quota} />}
      {children}
    </header>
  )
}

function Quota({ limit, used, refused, resetsAt }: QuotaState) {
  const isFull = limit > 0 && used >= limit
  const rest = [
    used > 0 ? `resets at ${clockText(resetsAt)}` : 'this hour',
    refused > 0 && `${refused.toLocaleString('en')} refused`,
  ]
  return (
    <section class="quota" aria-label="API quota">
      <h2>API quota</h2>
      <progress
        max="1"
        value={limit > 0 ? Math.min(1, used / limit) : 0}
        class={isFull ? 'is-full' : ''}
        aria-label="Calls used this hour"
      />
      <p>
        <span>
          {`${used.toLocaleString('en')} of ${limit > 0 ? `${limit.toLocaleString('en')} calls` : 'no limit'}`}
        </span>
        <span class="rest">{` · ${rest.filter(Boolean).join(' · ')}`}</span>
      </p>
    </section>
  )
}
