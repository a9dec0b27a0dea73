import { attempt } from '../lib/attempt.ts'
import type { FormsJudge, JudgeKit } from './kit.ts'

interface JudgeModule {
  start(kit: JudgeKit): FormsJudge
}

/** Where `judge.js` comes from, and what a browser checks it against: the build puts the hash of the file here. */
const load = ({ importFile }: JudgeKit): Promise<JudgeModule> =>
  importFile ? importFile('judge', 'sha256-JUDGE') : import('./judge/judgeForms.ts')

/** A page that sends more while the file comes does other things. */
const MOST_WAITING = 100

type Act = (judge: FormsJudge) => void

export interface JudgeCall {
  /** The judge is needed. Fails where its file does not come; the next call tries again. */
  call: () => Promise<FormsJudge>
  /** Once it is there. */
  judge: () => FormsJudge | undefined
  /** Lets the judge know at once, or as soon as it is there, in the same order. */
  tell: (act: Act) => void
  /** Whether anything that leaves the page is of interest. */
  isOpen: () => boolean
}

/** Loads the file that judges, and keeps for it what happens meanwhile. */
export const callJudge = (kit: JudgeKit): JudgeCall => {
  const { caught } = kit
  let judge: FormsJudge | undefined
  let loading: Promise<FormsJudge> | undefined
  let waiting: Act[] = []

  const bring = async (): Promise<FormsJudge> => {
    const { start } = await load(kit)
    const one = start(kit)
    judge = one
    caught.length = 0
    for (const act of waiting) attempt(() => act(one))
    return one
  }

  // `sdk.js` has then sent the fields as they are.
  addEventListener('pagehide', () => {
    waiting = []
  })

  return {
    call: () => {
      loading = loading ?? bring()
      loading.catch(() => {
        loading = undefined
      })
      return loading
    },
    judge: () => judge,
    tell: (act) => {
      if (judge) act(judge)
      else waiting.push(act)
    },
    isOpen: () =>
      judge ? judge.isOpen() : !!(loading && caught[0] && waiting.length < MOST_WAITING),
  }
}
