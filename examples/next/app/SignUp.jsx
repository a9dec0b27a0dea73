'use client'
import { useActionState } from 'react'
import { signUp } from './actions'

export function SignUp() {
  const [message, action, isPending] = useActionState(signUp, '')
  return (
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
  )
}
