import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { catalogues } from './scripts/catalogues.ts'

export default defineConfig({
  root: 'client',
  plugins: [react(), catalogues()],
  worker: { format: 'es' },
  resolve: { alias: { 'lib0/logging': path.resolve('client/lib/plainLogging.ts') } },
  build: { outDir: '../dist/client', emptyOutDir: true, manifest: true, modulePreload: { polyfill: false }, target: 'es2022', sourcemap: false,
    // Every page carries the names of all the pieces that it may fetch, and a hash is what no packing makes shorter.
    rolldownOptions: { output: { chunkFileNames: 'assets/[name]-[hash:7].js', assetFileNames: 'assets/[name]-[hash:7][extname]', codeSplitting: { groups: [
      // What nearly every page needs comes in few pieces: each request costs more than its bytes.
      { name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|wouter|regexparam|@tanstack)[\\/]|preload-helper|rolldown[\\/]runtime/ },
      { name: 'parts', test: /virtual:catalogue|client[\\/](lib[\\/](i18n|useOnline)|ui[\\/]Announcer|app[\\/](WayLink|shell)|features[\\/]drafts[\\/]drafts\.api)|get-contrast-color|use-isomorphic-effect/ },
      { name: 'parts', test: /(client[\\/](ui[\\/](?!Dialog|Avatar|PageHeader|Confirm|RefusalNote|RoleBadge|StateTag)|lib[\\/](?!useLabelLanguage|queries|useClauseNames|shortcuts|afterFrame|slices|inTime|plainLogging))|domain[\\/](contract|charter|errors|ids)|@tabler)[^?]*$/, minShareCount: 4 },
      // What every page but that of a draft has at once.
      { name: 'page', test: /client[\\/](ui[\\/](Dialog|Avatar|PageHeader|Confirm|FloatingNotice|RefusalNote|RoleBadge|StateTag)|lib[\\/](queries|useClauseNames))/, minShareCount: 2 },
      // Signs of menus and late parts alone; those of a page's first sight stand with it below.
      { name: 'signs', test: /@tabler.*[\\/]Icon(?!RosetteDiscountCheck|Cloud|ListSearch|Lock|PencilOff|Checkbox|History|Search|ChevronDown)|client[\\/]lib[\\/]shortcuts/, minShareCount: 2 },
      { name: 'talk', test: /features[\\/]comments[\\/](kinds|threads)/, minShareCount: 2 },
      { name: 'law', test: /domain[\\/]text[\\/](treeNode|languages|numbering|clauseContent|links|tables)|client[\\/]editor[\\/](pieces|law|MarkedRun|tableCells|printedNumbers)|lib[\\/]useLabelLanguage|[\\/]IconLock\./, minShareCount: 2 },
      { name: 'sheet', test: /features[\\/](clauses|comments)[\\/][a-z]+\.(api|module)|drafts[\\/](peopleHere|Masthead|here\.module)|@tabler|draft\.module|draft[\\/](FirstText|read[\\/]addresses)|ReasonedButton/, minShareCount: 2 },
      { name: 'text', test: /node_modules[\\/](yjs|lib0|y-protocols)[\\/]|client[\\/]lib[\\/](sync|device|earlyKeys|adopt|heldSync|gathered|keyFirst|waiting|session|preferences|afterFrame|slices|plainLogging)|client[\\/]editor[\\/](openDraft|useOpenDraft|StaticBlocks|ClauseBody|KeptSelection|highlights|presence|neighbours|lateKeys|openEditors|textPlace|editing|caretElement|draftReading|draftText|ownUndo|domPlace|structureOrigin|terms|changedWords)|drafts[\\/]SyncNotices|draft[\\/](names|useEditorWords|useCopying|structure[\\/]structuring)|domain[\\/]text[\\/](anchor|closestWords|textDoc)|domain[\\/]text[\\/]clauseFragment/, minShareCount: 2 },
      { name: 'editor', test: /node_modules[\\/](prosemirror-|orderedmap|w3c-keyname)|client[\\/]editor[\\/](block(?!Nodes)|binding|living|note|across|tablePlace|cellKeys)|domain[\\/]text[\\/]schema/, minShareCount: 2 },
      { name: 'acts', test: /components[\\/]ActionIcon|use-clipboard/, minShareCount: 2 },
    ] } } },
  },
})
