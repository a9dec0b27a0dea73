import { SignUp } from './SignUp'

export const metadata = { title: 'Join Berthline' }

export default function Page() {
  return (
    <>
      <h1>Join</h1>
      <SignUp />
    </>
  )
}
