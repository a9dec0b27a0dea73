import { useCallback, useEffect, useState } from 'preact/hooks'
import { type Api, ApiError } from './api.ts'
import { useDesk } from './useDesk.ts'

/** What the edge answers, asked for once and when told to; `problem` says why there is no answer. */
export function useOnce<Reply>(load: (api: Api) => Promise<Reply>) {
  const { api } = useDesk()
  const [state, setState] = useState<{ reply?: Reply; problem?: string; isBusy: boolean }>({
    isBusy: true,
  })
  const again = useCallback(async () => {
    setState((before) => ({ ...before, isBusy: true }))
    try {
      setState({ reply: await load(api), isBusy: false })
    } catch (error) {
      const problem = error instanceof ApiError ? error.message : String(error)
      setState({ problem, isBusy: false })
    }
  }, [api])
  useEffect(() => void again(), [again])
  return { ...state, again }
}
