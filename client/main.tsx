import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { fetchAhead } from './app/routes.tsx'
import { startLanguages } from './lib/i18n.ts'
import './ui/styles.ts'

const coming = Promise.all([fetchAhead(location.pathname), startLanguages()])
// A browser takes 40 to 80 ms for the first date that it writes: it does so while the page is on its way.
new Intl.DateTimeFormat(navigator.language, { dateStyle: 'long' }).format()
await coming
const root = document.getElementById('root')
if (root) createRoot(root).render(<StrictMode><App /></StrictMode>)
