import { randomUUID } from 'node:crypto'
import { writeClause } from '#domain/text/clauseFragment.ts'
import type { Block, Inline } from '#domain/text/clauseContent.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { type Client, clientOf } from '#tests/support/client.ts'
import { anyNumbers } from '../anyNumbers.ts'
import { enterDraft, settled } from './otherDrafter.ts'

export interface LargeDraft { readonly id: string; readonly clauseIds: readonly string[]; readonly characters: number }

const charactersPerArticle = 850
const perUpdate = 10
const terms = ['digital replica', 'provider', 'deployer', 'synthetic video', 'performer', 'rightholder', 'watermark', 'consent record']
const words = 'the a person shall not without prior written whose likeness is used be informed in clear terms of any scene that has been made or changed by such means and may object at any time within reason to its further use'.split(' ')

export async function personaOf(origin: string, persona: string): Promise<Client> {
  const client = clientOf(origin)
  const { status } = await client.post('/api/demo/sign-in', { persona })
  if (status !== 200) throw new Error(`${persona} could not enter: ${status}`)
  return client
}

/** Writes a law of so many articles, as long as the largest that a server takes, with terms, points and references from one article to another. */
export async function writeLargeDraft(origin: string, articles: number): Promise<LargeDraft> {
  const [facilitator, policymaker] = [await personaOf(origin, 'facilitator'), await personaOf(origin, 'policymaker')]
  const { body: { drafts: [seeded] } } = await facilitator.get<{ drafts: { workspaceId: string }[] }>('/api/drafts')
  const { status, body: { id } } = await facilitator.post<{ id: string }>(`/api/workspaces/${seeded?.workspaceId}/drafts`, { title: `A law of ${articles} articles` })
  if (status !== 201) throw new Error(`no draft could be begun: ${status}`)
  const writer = await enterDraft(policymaker, id)
  const number = anyNumbers(articles)
  const clauseIds: string[] = []
  let characters = 0
  while (clauseIds.length < articles) {
    writer.doc.transact(() => {
      for (let i = 0; i < perUpdate && clauseIds.length < articles; i += 1) {
        const clauseId = randomUUID()
        const blocks = clauseIds.length === 1 ? definitions() : provisions(number, clauseIds)
        writeClause(addNode(writer.doc, { id: clauseId, kind: 'article', parent: null, after: clauseIds.at(-1) ?? null }), { blocks })
        clauseIds.push(clauseId)
        characters += blocks.flatMap(({ inlines }) => inlines).reduce((sum, inline) => sum + ('text' in inline ? inline.text.length : 1), 0)
      }
    })
    await settled(writer)
  }
  writer.leave()
  return { id, clauseIds, characters }
}

const block = (type: Block['type'], ...inlines: Inline[]): Block => ({ type, id: randomUUID(), inlines })
const definitions = () => [block('heading', { text: 'Definitions' }), ...terms.map((term) => block('definition', { text: `‘${term}’ means whatever is called so in this law, as it is read by those who apply it;` }))]

function provisions(number: (below: number) => number, before: readonly string[]): Block[] {
  const sentence = (length: number) => {
    let text = ''
    while (text.length < length) text += `${text === '' ? 'The' : ` ${number(9) === 0 ? terms[number(terms.length)] : words[number(words.length)]}`}`
    return `${text}.`
  }
  const target = before[number(before.length)]
  return [
    block('heading', { text: `Duties of those who make scene ${before.length + 1}` }),
    block('paragraph', { text: sentence(charactersPerArticle * 0.3) }),
    block('paragraph', { text: `${sentence(charactersPerArticle * 0.25)} In the case of ` }, ...(target ? [{ crossReference: { target, block: null, form: 'full' as const } }] : []), { text: ' it shall be:' }),
    block('point', { text: sentence(charactersPerArticle * 0.12) }),
    block('point', { text: sentence(charactersPerArticle * 0.12) }),
    block('paragraph', { text: sentence(charactersPerArticle * 0.12) }),
  ]
}
