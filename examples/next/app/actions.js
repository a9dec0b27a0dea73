'use server'

export async function signUp(_, form) {
  const isTaken = String(form.get('email')).startsWith('taken@')
  return isTaken ? 'This address is taken.' : 'Thank you!'
}
