import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Stands for your own API. */
function api({ middlewares }) {
  middlewares.use('/api/sign-up', async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    response.statusCode = body.includes('taken@') ? 422 : 201
    response.end()
  })
}

export default defineConfig({
  plugins: [react(), { name: 'api', configureServer: api, configurePreviewServer: api }],
  preview: { port: Number(process.env.PORT ?? 4173), strictPort: true },
})
