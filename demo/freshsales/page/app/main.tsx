import { render } from 'preact'
import { Page } from './Page.tsx'
import { useAccount } from './useAccount.ts'

function Live() {
  const { account, state } = useAccount()
  return <Page account={account} state={state} />
}

render(<Live />, document.body)
