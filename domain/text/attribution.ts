import * as Y from 'yjs'
import { makeTextDoc } from './textDoc.ts'
import { changedWords, deletedBefore, isReferenceText, noteBreaks, phrasesIn, type Stretch, type Stretches, standing } from './changedWords.ts'
import { DeletedWords, type Inserted, type Match, type Phrase } from './deletedWords.ts'
import { lengthOf, Lineage, type Origin, type OriginRun, sliceRuns, type ThroughKind } from './lineage.ts'
import { clausesOf } from './tree.ts'

/** The row of the journal that an update stands in. */
export interface RowFacts { readonly userId: string; readonly seq: number; readonly generation: number }

/** What a fold can be continued from. */
export interface AttributionState {
  readonly generation: number
  readonly doc: Uint8Array
  readonly lineages: ReadonlyMap<number, Lineage>
  readonly deleted: readonly Phrase[]
}

/**
 * Who wrote which characters of a text: a fold over its journal, one update after the other.
 *
 * The rule. A character is by the user of the journal row that brought it, unless it brings back words that were deleted. Yjs has no
 * move: whoever joins blocks, splits a provision or (until schema 3) split a block deletes words and inserts them anew, as does an
 * undo. So words that an update inserts are known again, and keep their authors, when
 * 1. they stand right before the tombstone of the very same characters: an undo in place, exact at any length;
 * 2. the same update deleted them, or meant to and came second (`DeletedWords.matchNow`);
 * 3. they were deleted before and not brought back yet (`DeletedWords.matchEarlier`): those of the same clause first, the latest first.
 * A new generation of a text counts as one update that deletes everything and inserts what was restored.
 *
 * Where it can be wrong. Somebody who types or pastes in one go, from four characters on, what was deleted is taken to bring it back;
 * who pastes a copy of words that still stand counts as their author; words cut and pasted in the middle of equal words can be shifted
 * by them; of one character cut from one place and pasted at another the author is lost; so is that of words deleted before the last
 * 20,000 deletions.
 */
export class Attribution {
  private docNow = makeTextDoc({ gc: false })
  private readonly lineages: Map<number, Lineage>
  private readonly deleted: DeletedWords
  private generation: number
  private by: RowFacts = { userId: '', seq: 0, generation: 0 }
  private update: Uint8Array = new Uint8Array()
  private own: Origin = { userId: '', seq: 0 }
  /** While the first row of a generation is read: what was known of the one before. */
  private beginning: Lineage | null = null
  /** The phrase that a person is taking away key by key, and the ids at its ends. */
  private growing: { readonly phrase: Phrase; readonly first: Y.ID; readonly last: Y.ID; readonly userId: string } | null = null

  constructor(state?: AttributionState) {
    this.generation = state?.generation ?? 0
    this.lineages = new Map(state?.lineages)
    this.deleted = new DeletedWords(state?.deleted)
    if (state) Y.applyUpdate(this.docNow, state.doc)
    noteBreaks(this.docNow)
    this.listen()
  }

  /** The text as it stands after the last update, what is deleted included. Not to be changed. */
  get doc(): Y.Doc { return this.docNow }

  get state(): AttributionState {
    return { generation: this.generation, doc: Y.encodeStateAsUpdate(this.docNow), lineages: this.lineages, deleted: this.deleted.all() }
  }

  /** Takes one update of a journal row. Rows and their updates come in the order of the journal. */
  apply(update: Uint8Array, row: RowFacts): void {
    if (row.generation !== this.generation) this.begin(row.generation)
    else if (row.seq !== this.by.seq) this.beginning = null
    if (row.seq !== this.by.seq) this.own = { userId: row.userId, seq: row.seq }
    this.by = row
    this.update = update
    Y.applyUpdate(this.docNow, update)
  }

  lineageOf(generation: number): Lineage { return this.lineages.get(generation) ?? new Lineage() }

  private begin(generation: number) {
    for (const phrase of this.standingPhrases()) this.deleted.add(phrase)
    this.growing = null
    this.beginning = this.generation === 0 ? null : this.lineageOf(this.generation)
    this.generation = generation
    this.lineages.set(generation, new Lineage())
    this.docNow = makeTextDoc({ gc: false })
    this.listen()
  }

  private listen() { this.docNow.on('afterTransaction', (transaction) => { this.fold(transaction) }) }

  private fold(transaction: Y.Transaction) {
    const { items, inserted, deleted } = changedWords(transaction)
    const now = new DeletedWords()
    const gone = deleted.map((stretches) => ({ stretches, phrase: this.phraseOf(stretches) }))
    for (const { phrase } of gone) now.add(phrase)
    const known = new Map<Y.Item, (Origin | undefined)[]>()
    for (const stretches of inserted) this.recognise(stretches, now, transaction, known)
    for (const { client, clock, text, item } of items) this.note(client, clock, isReferenceText(text) ? 1 : text.length, known.get(item))
    const left = new Set(now.all())
    this.remember(gone.filter(({ phrase }) => left.has(phrase)))
  }

  private phraseOf(stretches: Stretches): Phrase {
    const lineage = this.lineageOf(this.generation)
    const [first] = stretches
    const { clauseId, blockId, isGone } = first ? standing(first.item) : { clauseId: '', blockId: '', isGone: false }
    const text = stretches.map((stretch) => stretch.text).join('')
    // A cross-reference says more than the one character it is.
    const origins = stretches.flatMap(({ client, clock, text: words }) => lineage.runs(client, clock, isReferenceText(words) ? 1 : words.length))
    return { text, origins, clauseId, blockId, blockGone: isGone }
  }

  /** Finds, for words just inserted, the origins that they had before; what is not known again is left open. */
  private recognise(stretches: Stretches, now: DeletedWords, transaction: Y.Transaction, known: Map<Y.Item, (Origin | undefined)[]>) {
    const rest: Stretch[] = []
    for (const stretch of stretches) {
      const before = this.restored(stretch) ?? this.undone(stretch)
      if (before) { known.set(stretch.item, spread(before)); this.deleted.takeExact(stretch.text) }
      else rest.push(stretch)
    }
    const [first] = rest
    if (!first) return
    const text = rest.map((stretch) => stretch.text).join('')
    const { clauseId, blockId, block } = standing(first.item)
    const inNewBlock = isReferenceText(text) || (block !== null && block.id.clock >= (transaction.beforeState.get(block.id.client) ?? 0))
    if (text.length === 1 && !inNewBlock && now.all().length === 0) return
    const origins = this.found({ text, clauseId, inNewBlock }, blockId, now, transaction)
    let at = 0
    for (const { item, text: words } of rest) {
      known.set(item, origins.slice(at, at + (isReferenceText(words) ? 1 : words.length)))
      at += words.length
    }
  }

  private found(inserted: Inserted, blockId: string, now: DeletedWords, transaction: Y.Transaction): (Origin | undefined)[] {
    const origins: (Origin | undefined)[] = []
    const put = ({ at, from, len, phrase }: Match, kind: ThroughKind) => {
      const runs = isReferenceText(phrase.text) ? phrase.origins : sliceRuns(phrase.origins, from, len)
      for (const [index, origin] of spread(this.brought(runs, kind)).entries()) origins[at + index] ??= origin
    }
    for (const match of now.matchNow(inserted)) {
      put(match, 'move')
      if (match.len === match.phrase.text.length) now.take(match.phrase)
    }
    if (origins.length > 0) return origins
    const meant = new DeletedWords(deletedBefore(transaction, this.update).map((stretches) => this.phraseOf(stretches)))
    for (const match of meant.matchNow(inserted)) put(match, 'move')
    if (origins.length > 0) return origins
    for (const match of this.deleted.matchEarlier(inserted)) {
      put(match, this.beginning ? 'restore' : match.phrase.blockId === blockId ? 'undo' : 'move')
      if (match.len === match.phrase.text.length) this.deleted.take(match.phrase)
    }
    return origins
  }

  /** Ids that a generation begins with, and that the one before it knew, are those very characters. */
  private restored({ client, clock, text }: Stretch): OriginRun[] | null {
    return this.beginning ? this.allRuns(this.beginning, client, clock, isReferenceText(text) ? 1 : text.length, 'restore') : null
  }

  /** Yjs undoes a deletion by a copy right before the tombstone; typing passes over tombstones, so it is never there. */
  private undone({ item, text }: Stretch): OriginRun[] | null {
    const { rightOrigin } = item
    if (!rightOrigin || isReferenceText(text) || deadWords(this.docNow, rightOrigin, text.length) !== text) return null
    return this.allRuns(this.lineageOf(this.generation), rightOrigin.client, rightOrigin.clock, text.length, 'undo')
  }

  private allRuns(lineage: Lineage, client: number, clock: number, len: number, kind: ThroughKind): OriginRun[] | null {
    const runs = lineage.runs(client, clock, len)
    return lengthOf(runs) === len ? this.brought(runs, kind) : null
  }

  private brought(runs: readonly OriginRun[], kind: ThroughKind): OriginRun[] {
    const through = { kind, userId: this.by.userId, seq: this.by.seq }
    const known = new Map<Origin, Origin>()
    return runs.map(({ len, origin }) => {
      const brought = known.get(origin) ?? { ...origin, through }
      known.set(origin, brought)
      return { len, origin: brought }
    })
  }

  private note(client: number, clock: number, len: number, known: readonly (Origin | undefined)[] = []) {
    const lineage = this.lineageOf(this.generation)
    let from = 0
    for (let at = 1; at <= len; at += 1) {
      if (at < len && known[at] === known[from]) continue
      lineage.add(client, clock + from, at - from, known[from] ?? this.own)
      from = at
    }
  }

  /** Keeps deleted words that were not brought back at once. Those that a person takes away key by key, side by side, are one phrase. */
  private remember(gone: readonly { readonly stretches: Stretches; readonly phrase: Phrase }[]) {
    for (const { stretches, phrase } of gone) {
      const [first, last] = [stretches[0], stretches.at(-1)]
      if (!first || !last) continue
      const grown = gone.length === 1 && !isReferenceText(phrase.text) ? this.grown(phrase, first.item, last.item) : null
      const ends = { first: first.item.id, last: last.item.lastId }
      if (grown) this.deleted.take(grown.from)
      this.growing = { phrase, ...ends, ...grown, userId: this.by.userId }
      const kept = this.growing.phrase
      // One character says nothing, unless it is all that a block had.
      if (kept.text.length > 1 || kept.blockGone) this.deleted.add(kept)
    }
  }

  private grown(phrase: Phrase, first: Y.Item, last: Y.Item) {
    const before = this.growing
    if (before?.userId !== this.by.userId) return null
    const joined = (left: Phrase, right: Phrase): Phrase => ({ ...phrase, text: left.text + right.text, origins: [...left.origins, ...right.origins] })
    if (holds(last.right, before.first)) return { from: before.phrase, phrase: joined(phrase, before.phrase), first: first.id, last: before.last }
    if (holds(first.left, before.last)) return { from: before.phrase, phrase: joined(before.phrase, phrase), first: before.first, last: last.lastId }
    return null
  }

  private standingPhrases(): Phrase[] {
    return [...clausesOf(this.docNow).values()].flatMap((fragment) => fragment instanceof Y.XmlFragment ? phrasesIn(fragment) : []).map((stretches) => this.phraseOf(stretches))
  }
}

const spread = (runs: readonly OriginRun[]): Origin[] => runs.flatMap(({ len, origin }) => Array<Origin>(len).fill(origin))

const holds = (item: Y.Item | null, { client, clock }: Y.ID) => item !== null && item.id.client === client && item.id.clock <= clock && clock < item.id.clock + item.length

/** The deleted characters from an id on, as far as they are deleted and of one client. */
function deadWords(doc: Y.Doc, { client, clock }: Y.ID, length: number): string {
  const structs = doc.store.clients.get(client) ?? []
  let text = ''
  for (let index = clock < Y.getState(doc.store, client) ? Y.findIndexSS(structs, clock) : structs.length; text.length < length; index += 1) {
    const struct = structs[index]
    if (!(struct instanceof Y.Item) || !struct.deleted || !(struct.content instanceof Y.ContentString)) break
    text += struct.content.str.slice(Math.max(0, clock - struct.id.clock))
  }
  return text.slice(0, length)
}
