import { randomUUID } from 'node:crypto'
import type * as Y from 'yjs'
import type { Openness } from '#domain/amendments/states.ts'
import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import type { Charter } from '#domain/charter/charter.ts'
import type { ThreadKind } from '#domain/comments/threadKinds.ts'
import type { NewProposal } from '#domain/contract/proposals.ts'
import type { Choice } from '#domain/decisions/ballot.ts'
import type { Block, Inline } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import type { BlockType, NodeKind, ReferenceForm } from '#domain/text/kinds.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { makeTextDoc } from '#domain/text/textDoc.ts'
import framework from './framework.json' with { type: 'json' }

/** The seed as this issue reads it. What it holds beyond (objections, statements) waits for the features that build it. */
export interface Bilingual { readonly en: string; readonly fr: string }
type Words = readonly (string | { readonly ref: string; readonly para?: string; readonly point?: string; readonly form: ReferenceForm })[]
interface SeedPoint { readonly key: string; readonly content: Words }
interface SeedParagraph {
  readonly key: string; readonly content: Words; readonly points?: readonly SeedPoint[]; readonly closing?: Words
  readonly definitions?: readonly (SeedPoint & { readonly term: Bilingual })[]
}
export interface SeedClause {
  readonly key: string; readonly heading: Bilingual; readonly addressees: readonly string[]; readonly challenges: readonly string[]; readonly measures: readonly string[]
  readonly paragraphs: readonly SeedParagraph[]; readonly summary: Bilingual; readonly notes: readonly { readonly law: string; readonly text: string }[]
}
export interface SeedPlace { readonly clause: string; readonly para: string; readonly point?: string }
interface Replacing { readonly target: SeedPlace; readonly old: string; readonly new: string }
/** One that is moved as an amendment of its own; the others are what a vote of the seed is about. */
interface Moved {
  readonly title: string; readonly openTo: Openness; readonly reason: string; readonly sponsors: readonly string[]; readonly supporters: readonly string[]
  readonly days: { readonly started: number; readonly lodged?: number; readonly sealed?: number }
  readonly discussion: readonly { readonly by: string; readonly day: number; readonly text: string }[]
}
export type MovedAmendment = Replacing & Moved
export interface Seed {
  readonly about: { readonly source: { readonly title: string; readonly publisher: string } }
  readonly challenges: readonly { readonly key: string; readonly topic: 'ethical' | 'societal'; readonly core: boolean; readonly label: Bilingual; readonly question?: Bilingual }[]
  readonly measures: readonly { readonly key: string; readonly label: Bilingual }[]
  readonly draft: {
    readonly key: string; readonly title: Bilingual; readonly long_title: Bilingual
    readonly citations: readonly { readonly key: string; readonly text: string }[]
    readonly recitals: readonly { readonly key: string; readonly text: string; readonly challenges: readonly string[]; readonly measures: readonly string[] }[]
    readonly chapters: readonly { readonly key: string; readonly heading: Bilingual; readonly clauses: readonly SeedClause[] }[]
    readonly coverage_gap: { readonly challenge: string; readonly why: Bilingual }
  }
  readonly people: readonly { readonly key: string; readonly name: string; readonly stakeholder_role: StakeholderRole | null; readonly function: MemberFunction | null; readonly organisation: string; readonly email: string; readonly bio: string }[]
  readonly threads: readonly (SeedPlace & {
    readonly key: string; readonly quote: string; readonly kind: ThreadKind; readonly by: string; readonly day: number; readonly text: string
    readonly replies: readonly { readonly by: string; readonly day: number; readonly text: string }[]
    readonly state: 'open' | 'answered'; readonly disposition?: { readonly by: string; readonly day: number }
  })[]
  readonly amendments: readonly (Replacing & { readonly key: string; readonly instruction: string } & (Moved | { readonly title?: undefined }))[]
  readonly edits: readonly { readonly key: string; readonly by: string; readonly day: number; readonly target: SeedPlace; readonly old: string; readonly new: string }[]
  readonly proposals: readonly {
    readonly key: string; readonly state: 'open' | 'closed'; readonly amendment: string; readonly opens_day: number; readonly closes_day: number
    readonly threshold: 'simple' | 'concurrent'; readonly quorum: { readonly min: number }
    readonly ballots: readonly { readonly by: string; readonly choice: Choice; readonly reason?: string }[]
  }[]
}

export const seed = framework as unknown as Seed

/** How a proposal of the seed is decided: by a majority in all, or in each of the roles that the charter names as well. */
export const methodOf = ({ threshold }: Pick<Seed['proposals'][number], 'threshold'>, { decisions }: Charter): NewProposal['method'] => ({
  kind: 'majority', threshold: { kind: 'simple' },
  concurrent: threshold === 'concurrent' ? { roles: [...decisions.concurrentRoles], atLeast: decisions.concurrentRoles.length } : null,
})

/** Where each key of the seed went: a node, and within it a block. `clause`, `clause/para` or `clause/para/point`. */
export interface Places { readonly nodes: ReadonlyMap<string, string>; readonly blocks: ReadonlyMap<string, string> }

/** The draft's first text, as imported, in a document of its own; and where every key of the seed is in it. */
export function buildFirstText({ draft }: Seed): { doc: Y.Doc; places: Places } {
  const doc = makeTextDoc()
  const nodes = new Map<string, string>()
  const blocks = new Map<string, string>()
  const idIn = (map: Map<string, string>, key: string) => { const id = map.get(key) ?? randomUUID(); map.set(key, id); return id }
  const last = new Map<string, string>()

  function add(key: string, kind: NodeKind, parent: string | null, content: readonly Block[]) {
    const id = idIn(nodes, key)
    const section = parent ?? kind
    writeClause(addNode(doc, { id, kind, parent, after: last.get(section) ?? null }), { blocks: content })
    last.set(section, id)
    return id
  }
  const inlines = (words: Words): Inline[] => words.map((word) => typeof word === 'string' ? { text: word }
    : { crossReference: { target: idIn(nodes, word.ref), block: word.para ? idIn(blocks, [word.ref, word.para, word.point].filter(Boolean).join('/')) : null, form: word.form } })
  const block = (type: BlockType, key: string, words: Words): Block => ({ type, id: idIn(blocks, key), inlines: inlines(words) })

  const paragraphBlocks = (clause: string, paragraph: SeedParagraph): Block[] => {
    const key = `${clause}/${paragraph.key}`
    return [
      block('paragraph', key, paragraph.content),
      ...(paragraph.definitions ?? []).map((entry) => block('definition', `${key}/${entry.key}`, [`‘${entry.term.en}’ `, ...entry.content])),
      ...(paragraph.points ?? []).map((point) => block('point', `${key}/${point.key}`, point.content)),
      ...(paragraph.closing ? [block('plain', `${key}/closing`, paragraph.closing)] : []),
    ]
  }

  doc.transact(() => {
    add('title', 'title', null, [block('plain', 'title', [draft.title.en])])
    for (const { key, text } of draft.citations) add(key, 'citation', null, [block('plain', key, [text])])
    for (const { key, text } of draft.recitals) add(key, 'recital', null, [block('plain', key, [text])])
    for (const chapter of draft.chapters) {
      const chapterId = add(chapter.key, 'chapter', null, [block('heading', chapter.key, [chapter.heading.en])])
      for (const clause of chapter.clauses) {
        const heading = block('heading', `${clause.key}/heading`, [clause.heading.en])
        add(clause.key, 'article', chapterId, [heading, ...clause.paragraphs.flatMap((paragraph) => paragraphBlocks(clause.key, paragraph))])
      }
    }
  })
  return { doc, places: { nodes, blocks } }
}
