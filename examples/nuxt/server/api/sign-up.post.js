export default defineEventHandler(async (event) => {
  const { email } = await readBody(event)
  if (email.startsWith('taken@'))
    throw createError({ statusCode: 422, statusMessage: 'This address is taken.' })
  return { ok: true }
})
