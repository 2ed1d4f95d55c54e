import type { ExportedProposal } from '#domain/verify/decided.ts'
import { exportFormat } from '#domain/verify/recordExport.ts'
import type { Counted } from '#server/features/proposals/closing.service.ts'
import type { ExportParts } from './export.service.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const words = new TextDecoder('utf-8', { ignoreBOM: true })
const pieceLength = 64 * 1024

/** The file, as JSON text in pieces; every row of the record, charter and proposal stands on a line of its own. */
export async function* exportText({ workspace: { id, name, createdAt }, exportedAt, head, ...parts }: ExportParts): AsyncGenerator<string> {
  const voters = new Set<string>()
  const beginning = { format: exportFormat, exportedAt: exportedAt.toISOString(), workspace: { id, name, createdAt: createdAt.toISOString() }, head }
  yield JSON.stringify(beginning).slice(0, -1)
  yield* section('record', parts.record(), ({ seq, canonical, prevHash, hash }) => ({ seq, canonical: words.decode(canonical), prevHash: hex(prevHash), hash: hex(hash) }))
  yield* section('charters', await parts.charters(), (charter) => charter)
  yield* section('proposals', parts.proposals(), ({ row, isClosed }) => {
    const proposal = exportedProposal(row, isClosed)
    for (const { electorId, byProxy } of proposal.ballots ?? []) for (const id of [electorId, byProxy]) if (id !== null) voters.add(id)
    return proposal
  })
  yield* section('consolidations', parts.consolidations(), (written) => written)
  yield* section('corrections', parts.corrections(), (corrected) => corrected)
  yield* section('people', parts.people(voters), (person) => person)
  yield '}\n'
}

async function* section<T>(name: string, items: AsyncIterable<T> | Iterable<T>, view: (item: T) => unknown): AsyncGenerator<string> {
  let piece = `,\n"${name}":[`
  let separator = '\n'
  for await (const item of items) {
    piece += separator + JSON.stringify(view(item))
    separator = ',\n'
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  yield `${piece}]`
}

/** A proposal as the file has it. Of an open one nothing is said that would show how the vote stands, or who may take part; of a secret one never who did. */
function exportedProposal({ electors, objections, published, extensions, openedAt, closesAt, closedAt, ...row }: Counted, isClosed: boolean): ExportedProposal {
  const { id, draftId, number, kind, question, clauseId, words: canonical, alternatives, hash, seq, method, quorum, roles, reason, secrecy, hidden, earlyClose, proxies, charterVersion, result, ballotsHash } = row
  return {
    id, draftId, number, kind, question, clauseId, words: canonical, alternatives, hash, seq, method, quorum, roles, reason, secrecy, hidden, earlyClose, proxies, charterVersion,
    openedAt: openedAt.toISOString(), closesAt: closesAt.toISOString(), closedAt: isClosed ? closedAt?.toISOString() ?? null : null, extensions: extensions.map(({ from, to }) => ({ from, to })),
    roll: isClosed ? electors.map(({ userId, role }) => ({ id: userId, role })) : null,
    ballots: isClosed ? electors.flatMap(({ userId, ballot }) => (ballot ? [{ electorId: userId, content: ballot.content, reason: ballot.reason, castAt: ballot.castAt.toISOString(), revision: ballot.revision, byProxy: ballot.byProxy }] : [])) : null,
    secret: isClosed && published ? { papers: published.papers, receipts: published.receipts } : null, objections: isClosed ? objections.map(({ state }) => ({ state })) : null,
    result: isClosed ? result : null, ballotsHash: isClosed ? ballotsHash : null,
  }
}
