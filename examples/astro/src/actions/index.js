import { ActionError, defineAction } from 'astro:actions'
import { z } from 'astro/zod'

export const server = {
  signUp: defineAction({
    accept: 'form',
    input: z.object({ firstName: z.string(), email: z.email() }),
    handler: ({ email }) => {
      if (!email.startsWith('taken@')) return 'Thank you!'
      throw new ActionError({ code: 'CONFLICT', message: 'This address is taken.' })
    },
  }),
}
