import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { fetchAhead } from './app/routes.tsx'
import { startLanguages } from './lib/i18n.ts'
import './ui/styles.ts'

await Promise.all([fetchAhead(location.pathname), startLanguages()])
const root = document.getElementById('root')
if (root) createRoot(root).render(<StrictMode><App /></StrictMode>)
