import { useActionState } from 'react'

async function signUp(_, form) {
  const answer = await fetch('/api/sign-up', { method: 'POST', body: form })
  return answer.ok ? 'Thank you!' : 'This address is taken.'
}

export function SignUp() {
  const [message, action, isPending] = useActionState(signUp, '')
  return (
    <>
      <title>Join Berthline</title>
      <h1>Join</h1>
      <form action={action}>
        <label>
          First name <input name="firstName" autoComplete="given-name" />
        </label>
        <label>
          E-mail <input name="email" type="email" autoComplete="email" required />
        </label>
        <button disabled={isPending}>Sign up</button>
        <p role="status">{message}</p>
      </form>
    </>
  )
}
