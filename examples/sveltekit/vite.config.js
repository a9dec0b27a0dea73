import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [sveltekit()], // with the adapter of your host
  preview: { port: Number(process.env.PORT ?? 4173), strictPort: true },
})
