import type { Finding } from '../questions.ts'

const MARKS: { readonly [mark in Finding['mark']]: [sign: string, word: string] } = {
  good: ['✓', 'Right'],
  note: ['!', 'Worth knowing'],
  bad: ['✗', 'To mend'],
}

interface FindingsProps {
  /** Undefined while they are looked for. */
  findings: readonly Finding[] | undefined
  /** Why there are none. */
  problem: string | undefined
}

/** What the doctor says. */
export function Findings({ findings, problem }: FindingsProps) {
  if (problem !== undefined) return <p class="problem">{problem}</p>
  if (!findings) return <p class="muted">The doctor is asking Freshsales …</p>
  return (
    <ul class="findings">
      {findings.map(({ mark, text, advice }) => {
        const [sign, word] = MARKS[mark]
        return (
          <li key={text} class={`finding ${mark}-one`}>
            <span class="sign" role="img" aria-label={word}>
              {sign}
            </span>
            <span>
              {sentence(text)}
              {advice !== undefined && <span class="advice">{advice}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** In a terminal the account's address stands above as a title. */
function sentence(text: string): string {
  const whole = text.replace(/^answers /, 'The account answers ')
  return whole.charAt(0).toUpperCase() + whole.slice(1)
}
