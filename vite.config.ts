import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { catalogues } from './scripts/catalogues.ts'

export default defineConfig({
  root: 'client',
  plugins: [react(), catalogues()],
  build: { outDir: '../dist/client', emptyOutDir: true, manifest: true, target: 'es2022', sourcemap: false },
})
