import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { serviceWorker } from './service-worker.config.ts'

const server = 'http://localhost:3000'

export default defineConfig({
  plugins: [react(), serviceWorker()],
  server: { port: 5173, proxy: { '/api': server, '/f': server } },
  build: { target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 900 },
})
