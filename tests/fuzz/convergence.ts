import * as Y from 'yjs'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf, readTree, treeOf } from '#domain/text/tree.ts'
import { flatten } from '#domain/text/treeNode.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { type Seeded, seeded } from '#tests/support/seeded.ts'
import { ClientModel, ServerModel } from './convergenceModel.ts'
import { firstClause, secondClause } from './corpus.ts'
import { FuzzFailure, type Place } from './trial.ts'

const operations = 200

interface Scene { readonly random: Seeded; readonly server: ServerModel; readonly clients: ClientModel[]; readonly deleted: Set<string>; tokens: number }

const textsOf = (clause: Y.XmlFragment | undefined) => (clause?.toArray() ?? []).flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : [])).filter((child) => child instanceof Y.XmlText)

/** The words of one of the two articles that stay, where there are some. */
function wordsIn(doc: Y.Doc, random: Seeded): Y.XmlText | null {
  const texts = textsOf(clausesOf(doc).get(random.oneOf([firstClause, secondClause])))
  return texts.length > 0 ? random.oneOf(texts) : null
}

const newId = (random: Seeded) => `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`
const hex = (random: Seeded, length: number) => Array.from({ length }, () => random.below(16).toString(16)).join('')
const paragraph = (random: Seeded) => ({ type: 'paragraph' as const, id: newId(random), inlines: [{ text: `said ${hex(random, 6)}` }] })

type Act = (scene: Scene, client: ClientModel) => void
const typesAToken: Act = (scene, client) => {
  scene.tokens += 1
  const token = `⟦${scene.tokens}⟧`
  const words = wordsIn(client.doc, scene.random)
  if (words) client.edit(() => words.insert(tokenGap(words, scene.random), token), token)
}
/** A place between tokens, so that none is torn by its own author. */
function tokenGap(words: Y.XmlText, random: Seeded) {
  const text = plain(words)
  const at = random.below(text.length + 1)
  const inside = text.lastIndexOf('⟦', at - 1) > text.lastIndexOf('⟧', at - 1)
  return inside ? text.indexOf('⟧', at) + 1 : at
}
const plain = (words: Y.XmlText) => (words.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('')

const acts: readonly Act[] = [
  typesAToken, typesAToken, typesAToken, typesAToken,
  (scene, client) => {
    const token = [...client.promised].find((promised) => !scene.deleted.has(promised))
    if (!token) return
    const words = [firstClause, secondClause].flatMap((clause) => textsOf(clausesOf(client.doc).get(clause))).find((candidate) => plain(candidate).includes(token))
    if (!words) return
    client.edit(() => words.delete(plain(words).indexOf(token), token.length))
    scene.deleted.add(token)
  },
  ({ random }, client) => { const words = wordsIn(client.doc, random); if (words && words.length > 2) client.edit(() => words.format(random.below(words.length - 1), 1, random.oneOf([{ strong: {} }, { em: {} }, { strong: null }]))) },
  ({ random }, client) => client.edit((doc) => { const clause = clausesOf(doc).get(firstClause); if (clause) writeAt(clause, random) }),
  ({ random }, client) => { const words = wordsIn(client.doc, random); if (words) client.edit(() => words.insertEmbed(tokenGap(words, random), block(random))) },
  ({ random }, client) => {
    const words = wordsIn(client.doc, random)
    const at = words ? plain(words).indexOf('\uFFFC') : -1
    if (words && at >= 0) client.edit(() => words.delete(at, 1))
  },
  ({ random }, client) => client.edit((doc) => { if (doc.getMap('tree').size > 0) writeClause(addNode(doc, { id: newId(random), kind: 'article', parent: null, after: null }), { blocks: [paragraph(random)] }) }),
  ({ random }, client) => client.edit((doc) => { const nodes = flatten(readTree(doc)); if (nodes.length > 0) moveNode(doc, random.oneOf(nodes).id, { parent: null, after: null }) }),
  ({ random }, client) => client.edit((doc) => { const extra = flatten(readTree(doc)).filter(({ id, kind }) => kind === 'article' && id !== firstClause && id !== secondClause); if (extra.length > 3) removeNode(doc, random.oneOf(extra).id) }),
]
function block(random: Seeded) {
  const element = new Y.XmlElement('paragraph')
  element.setAttribute('id', newId(random))
  return element
}
function writeAt(clause: Y.XmlFragment, random: Seeded) {
  const element = block(random)
  element.insert(0, [new Y.XmlText('new words')])
  clause.insert(random.below(clause.length + 1), [element])
}

const happenings: readonly Act[] = [
  ({ random }, client) => client.send(1 + random.below(4)), ({ random }, client) => client.send(1 + random.below(4)),
  ({ random }, client) => client.hear(1 + random.below(4)), ({ random }, client) => client.hear(1 + random.below(4)),
  ({ random, server }) => server.flush(1 + random.below(3)), ({ server }) => server.flush(Number.POSITIVE_INFINITY),
  ({ server }, client) => client.connect(server.room), ({ server }, client) => { if (!client.room) client.connect(server.room) },
  (_scene, client) => client.disconnect(),
  ({ server, random }) => { if (random.below(3) === 0) server.keepCheckpoint() },
  ({ server, clients, random }) => { if (random.below(6) === 0) { for (const client of clients) client.disconnect(); server.flush(Number.POSITIVE_INFINITY); server.reload() } },
  ({ server, clients, random }) => { if (random.below(8) === 0) { for (const client of clients) client.disconnect(); server.crash() } },
  ({ server, random }) => { if (random.below(8) === 0) server.fail() },
]

/** Two to eight pages and a server, and whatever may come between them; in the end they must agree, and every promise be kept. One case is one seed. */
export async function fuzz(count: number, seed: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await once({ target: 'convergence', seed, index })
}

async function once(place: Place) {
  const random = seeded(place.seed + place.index)
  const server = new ServerModel()
  const scene: Scene = { random, server, deleted: new Set(), tokens: 0, clients: Array.from({ length: 2 + random.below(7) }, (_, index) => new ClientModel(`user-${index}`)) }
  scene.clients.forEach((client, index) => { client.doc.clientID = 1_000 + index; client.connect(server.room) })
  try {
    for (let done = 0; done < operations; done += 1) {
      random.oneOf(random.below(2) === 0 ? acts : happenings)(scene, random.oneOf(scene.clients))
      // Answers that wait for the journal come in a later turn.
      await Promise.resolve()
    }
    await settle(scene)
  } catch (error) {
    throw new FuzzFailure(place, error instanceof Error ? error.stack ?? error.message : String(error))
  }
  const wrong = faultsOf(scene)
  if (wrong.length > 0) throw new FuzzFailure(place, wrong.join('; '))
}

/** Everyone comes back and everything under way arrives. */
async function settle({ server, clients }: Scene) {
  for (const client of clients) client.connect(server.room)
  for (let rounds = 0; rounds < 50 && !(clients.every(({ isQuiet }) => isQuiet) && server.waiting === 0); rounds += 1) {
    for (const client of clients) client.send(Number.POSITIVE_INFINITY)
    server.flush(Number.POSITIVE_INFINITY)
    for (let turns = 0; turns < 5; turns += 1) await Promise.resolve()
    for (const client of clients) client.hear(Number.POSITIVE_INFINITY)
  }
}

/** What does not hold of: the same everywhere, nothing waiting, a whole chain, every promise kept, every clause whole. */
function faultsOf({ server, clients, deleted }: Scene): string[] {
  const fromTheStart = server.replayed(true)
  const expected = toldOf(fromTheStart)
  const fresh = new Y.Doc()
  Y.applyUpdate(fresh, server.room.state())
  const docs: [string, Y.Doc][] = [['the room', server.room.doc], ['checkpoint and tail', server.replayed()], ['a newcomer', fresh], ...clients.map(({ userId, doc }): [string, Y.Doc] => [userId, doc])]
  const words = [...clausesOf(fromTheStart).values()].flatMap(textsOf).map(plain).join('\n')
  return [
    ...docs.filter(([, doc]) => toldOf(doc) !== expected).map(([who]) => `${who} has another text than the journal`),
    ...docs.filter(([, { store }]) => store.pendingStructs || store.pendingDs).map(([who]) => `${who} waits for something`),
    ...(server.verify() === server.rows.length ? [] : ['the chain is not whole']),
    ...clients.flatMap(({ promised }) => [...promised]).flatMap((token) => {
      const times = words.split(token).length - 1
      return times === (deleted.has(token) ? 0 : 1) ? [] : [`${token} was promised and is there ${times} times`]
    }),
    ...[...clausesOf(fromTheStart).values()].flatMap(problemsOf),
  ]
}

const toldOf = (doc: Y.Doc) => JSON.stringify([
  [...clausesOf(doc)].map(([id, fragment]) => [id, fragment.toString(), (fragment.toArray() as Y.XmlElement[]).map((block) => block.toArray().map((child) => (child instanceof Y.XmlText ? child.toDelta() : child.toString())))]).sort(),
  [...treeOf(doc)].map(([id, row]) => [id, row.toJSON()]).sort(),
  readTree(doc),
  [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b),
])
