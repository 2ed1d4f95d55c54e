import * as Y from 'yjs'
import { canonicalClause } from '#domain/text/canonical.ts'
import { readClause } from '#domain/text/clauseFragment.ts'
import { clausesOf, treeOf } from '#domain/text/tree.ts'
import { isNothing, parseUpdate } from '#server/texts/parse.ts'
import { structureProblems } from '#server/texts/structure.ts'
import { type Touched, touchedBy } from '#server/texts/touched.ts'
import { seeded } from '#tests/support/seeded.ts'
import { realUpdates } from './corpus.ts'
import { mutate } from './mutate.ts'
import { FuzzFailure, type Place, trial } from './trial.ts'

const fresh = (base: Uint8Array) => { const doc = new Y.Doc(); Y.applyUpdate(doc, base); return doc }

/**
 * Updates, good ones with something done to them. What the checks before applying let through must apply without a throw and leave
 * nothing pending; what the checks after it let through must be whole by the schema everywhere, and must have changed no other
 * clause than those it was found to touch. What is refused before it is applied has changed nothing.
 */
export function fuzz(count: number, seed: number): { readonly accepted: number; readonly refused: number } {
  const random = seeded(seed)
  const { base, updates } = realUpdates()
  const before = wordsOfAll(fresh(base))
  const untouched = fresh(base)
  let accepted = 0
  for (let index = 0; index < count; index += 1) {
    const place = { target: 'update', seed, index }
    const input = mutate(random, updates)
    const verdict = trial(place, input, () => {
      const update = parseUpdate(input)
      const touched = touchedBy(untouched, update)
      return isNothing(update) || touched.isKnown || touched.pending ? null : touched
    })
    if ('refusal' in verdict || verdict.answer === null) continue
    const doc = fresh(base)
    try { Y.applyUpdate(doc, input) } catch (error) { throw new FuzzFailure(place, `the checks let it through and it threw: ${String(error)}`, input) }
    const touched = verdict.answer
    if (touched.structural && structureProblems(doc, touched).length > 0) continue
    checkAccepted(place, input, doc, touched, before)
    accepted += 1
  }
  if (!Buffer.from(Y.encodeStateAsUpdate(untouched)).equals(Buffer.from(base))) throw new FuzzFailure({ target: 'update', seed, index: count }, 'a refusal changed the document')
  return { accepted, refused: count - accepted }
}

function checkAccepted(place: Place, input: Uint8Array, doc: Y.Doc, touched: Touched, before: ReadonlyMap<string, string>) {
  const fail = (what: string): never => { throw new FuzzFailure(place, what, input) }
  if (doc.store.pendingStructs || doc.store.pendingDs) fail('it was accepted and waits for something')
  const foreign = [...doc.share.keys()].filter((root) => root !== 'clauses' && root !== 'tree')
  if (foreign.length > 0) fail(`it made a root ${foreign.join()}`)
  const problems = structureProblems(doc, { ...touched, clauses: new Set(clausesOf(doc).keys()), nodes: new Set(treeOf(doc).keys()) })
  if (problems.length > 0) fail(`it was accepted and is not well formed: ${problems.join()}`)
  const after = wordsOfAll(doc)
  for (const clause of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(clause) !== after.get(clause) && !touched.clauses.has(clause)) fail(`it changed the clause ${clause}, which it was not found to touch`)
  }
}

const wordsOfAll = (doc: Y.Doc) => new Map([...clausesOf(doc)].map(([clause, fragment]): [string, string] => [clause, !(fragment instanceof Y.XmlFragment) ? String(fragment) : `${canonicalClause('article', readClause(fragment))}${JSON.stringify(fragment.toJSON())}`]))
