import { fail } from '@sveltejs/kit'

export const actions = {
  default: async ({ request }) => {
    const email = String((await request.formData()).get('email'))
    if (email.startsWith('taken@')) return fail(422, { message: 'This address is taken.' })
    return { message: 'Thank you!' }
  },
}
