import { setImmediate as nextTurn } from 'node:timers/promises'
import type pg from 'pg'
import * as Y from 'yjs'
import { canonicalClause } from '#domain/text/canonical.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { clausesOf, treeOf } from '#domain/text/tree.ts'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import { unpackUpdates } from './chain.ts'
import type { PastText } from './history.ts'
import * as journal from './history.repository.ts'

/** The latest rows that changed a text since an earlier one: for each clause its words or place, and `places` for any place at all. */
export interface Changes { readonly clauses: ReadonlyMap<string, number>; readonly places: number | null }

interface Watched { readonly path: readonly (string | number)[]; readonly keys: ReadonlyMap<string, unknown> }
interface Walk { doc: Y.Doc; generation: number; seq: number; readonly clauses: Map<string, number>; places: number | null }

const pageRows = 1000
const turnRows = 100
/** Walks kept in memory, to be continued: the amendments that somebody is looking at. */
const mostWalks = 6

/** Finds which rows changed which clauses by replaying them and watching what each of them touches. */
export function makeChanges(pool: pg.Pool, at: (textId: string, seq: number) => Promise<PastText>) {
  const walks = new Map<string, Promise<Walk>>()

  /** What changed after one row, up to another. Calls for the same text from the same row take turns, and may know of later rows too. */
  async function since(textId: string, from: number, upTo: number): Promise<Changes> {
    const key = `${textId}@${from}`
    const walk = (walks.get(key) ?? begin(textId, from)).then((each) => advance(textId, each, upTo))
    walks.delete(key)
    walks.set(key, walk)
    walk.catch(() => { if (walks.get(key) === walk) walks.delete(key) })
    for (const oldest of [...walks.keys()].slice(0, Math.max(0, walks.size - mostWalks))) walks.delete(oldest)
    return walk
  }

  async function begin(textId: string, seq: number): Promise<Walk> {
    const { doc, place: { generation } } = await at(textId, seq)
    const walk: Walk = { doc: makeTextDoc(), generation, seq, clauses: new Map(), places: null }
    applyUpdates(walk.doc, [Y.encodeStateAsUpdate(doc)])
    watch(walk)
    return walk
  }

  async function advance(textId: string, walk: Walk, upTo: number): Promise<Walk> {
    while (walk.seq < upTo) {
      const rows = await journal.payloads(pool, textId, walk.seq, upTo, pageRows)
      if (rows.length === 0) break
      for (const [index, row] of rows.entries()) {
        walk.seq = row.seq
        if (row.generation !== walk.generation) beginAnew(walk, row)
        else applyUpdates(walk.doc, unpackUpdates(row.payload))
        if (index % turnRows === turnRows - 1) await nextTurn()
      }
    }
    return walk
  }

  return { since }
}

function watch(walk: Walk) {
  // An event deep in a map says by its path in which entry; one of the map itself which entries came or went.
  const keysOf = (events: readonly Watched[]) => events.flatMap(({ path, keys }) => path.length > 0 ? [String(path[0])] : [...keys.keys()])
  clausesOf(walk.doc).observeDeep((events) => { for (const id of keysOf(events)) walk.clauses.set(id, walk.seq) })
  treeOf(walk.doc).observeDeep((events) => {
    walk.places = walk.seq
    for (const id of keysOf(events)) walk.clauses.set(id, walk.seq)
  })
}

/** A text that was restored is another text: what differs in it was changed by whoever restored it. */
function beginAnew(walk: Walk, { generation, payload }: journal.Payload) {
  const before = statesOf(walk.doc)
  walk.doc = makeTextDoc()
  walk.generation = generation
  applyUpdates(walk.doc, unpackUpdates(payload))
  watch(walk)
  const after = statesOf(walk.doc)
  for (const id of new Set([...before.keys(), ...after.keys()])) if (before.get(id) !== after.get(id)) walk.clauses.set(id, walk.seq)
  walk.places = walk.seq
}

const statesOf = (doc: Y.Doc) => new Map(readDraft(doc).nodes.map(({ id, kind, parent, order, content }) => [id, `${parent}/${order}/${canonicalClause(kind, content)}`]))
