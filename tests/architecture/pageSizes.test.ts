import { describe, expect, test } from 'vitest'
import { builtPages } from '../../scripts/pageSizes.ts'

const { sizes, pages, laterOf, brings } = builtPages()
// What the libraries say of themselves, whatever their pieces are called.
const [sharedText, editor, schemas] = ['Yjs was already imported', 'multiple versions of prosemirror-model', 'invalid_format']
const [draft, amendment] = ['app/draft/DraftPage.tsx', 'app/amendments/AmendmentPage.tsx']

describe('what a page weighs before it can be used', () => {
  test.each(sizes)('$name: at most $limit kB', ({ scripts, limit }) => { expect(scripts).toBeLessThanOrEqual(limit) })

  test('the words that tell them are those of the libraries', () => {
    expect(brings([draft, 'editor/ClauseEditor.tsx'], sharedText)).toBe(true)
    expect(brings([draft, 'editor/ClauseEditor.tsx'], editor)).toBe(true)
  })

  test('only the page of a draft brings the shared text at once, and none the editor', () => {
    expect(pages.filter((page) => brings([page], sharedText))).toEqual([draft])
    expect(pages.filter((page) => brings([page], editor))).toEqual([])
  })

  test('an amendment brings them later for those alone who may write it', () => {
    expect(laterOf(amendment).filter((part) => !pages.includes(part) && brings([part], sharedText)).sort()).toEqual(['app/amendments/Branch.tsx', 'editor/ClauseEditor.tsx'])
  })

  test('no page brings the schemas of the contract: those are the server’s', () => {
    expect(pages.filter((page) => brings([page, ...laterOf(page)], schemas))).toEqual([])
  })
})
