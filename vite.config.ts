import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { catalogues } from './scripts/catalogues.ts'

export default defineConfig({
  root: 'client',
  plugins: [react(), catalogues()],
  build: { outDir: '../dist/client', emptyOutDir: true, manifest: true, target: 'es2022', sourcemap: false,
    rolldownOptions: { output: { codeSplitting: { groups: [
      // What nearly every page needs comes in few pieces: each request costs more than its bytes.
      { name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|wouter|regexparam|@tanstack)[\\/]/ },
      { name: 'parts', test: /(client[\\/](ui|lib)|domain[\\/](contract|charter|errors|ids)|@tabler)[^?]*$/, minShareCount: 4 },
    ] } } },
  },
})
