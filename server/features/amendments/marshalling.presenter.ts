import type { Exclusion, Marshalled, OrderView, Place, WhatIfView } from '#domain/contract/marshalling.ts'
import type { Hunk } from '#domain/amendments/hunks.ts'
import { headingOf } from '#domain/text/clauseContent.ts'
import { type ProvisionText, provisionsIn, saidIn } from '#domain/text/draftText.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { labelsOf, referenceLabel } from '#domain/text/numbering.ts'
import { clauseThen } from '#server/features/versions/history.presenter.ts'
import { amendmentSummary, type Around, nobody, peopleIn } from './amendments.presenter.ts'
import type { Excluding, Order, Supposed } from './marshalling.service.ts'
import type { OnNow } from './placing.service.ts'

type NameOf = (clauseId: string, blockId?: string | null, own?: readonly Hunk[]) => Place

/** Names places by their numbers in a text; what is not there, by what the pieces of an amendment put in or take out. */
function placesIn(main: readonly ProvisionText[], law: LabelLanguage): NameOf {
  const byId = new Map(saidIn(main, law).map((node) => [node.id, node]))
  const provisions = provisionsIn(main)
  return (clauseId, blockId = null, own = []) => {
    const node = byId.get(clauseId)
    const hunk = own.find((each) => each.kind !== 'clauseMoved' && each.clauseId === clauseId && 'nodeKind' in each)
    const kind = node?.kind ?? (hunk && 'nodeKind' in hunk ? hunk.nodeKind : 'article')
    const heading = node?.heading ?? (hunk && 'content' in hunk ? headingOf(hunk.content, labelsOf(provisions, law)) : null)
    const labelIn = (language: LabelLanguage) => referenceLabel(provisions, { target: clauseId, block: blockId, form: 'full' }, language) ?? referenceLabel(provisions, { target: clauseId, block: null, form: 'full' }, language)
    const [en, fr] = [labelIn('en'), labelIn('fr')]
    return { clauseId, kind, heading, label: en === null ? null : { en, ...(fr !== null && { fr }) } }
  }
}

const placesOf = (hunks: readonly Hunk[], nameOf: NameOf) => [...new Set(hunks.map(({ clauseId }) => clauseId))].map((id) => nameOf(id, null, hunks))

const marshalledView = ({ row, hunks, outdated }: OnNow, nameOf: NameOf, around: Around): Marshalled =>
  ({ amendment: amendmentSummary(row, around), changes: placesOf(hunks, nameOf), outdated: placesOf(outdated, nameOf) })

const exclusionView = ({ pair: [one, other], meeting: { kind, by, clauseId, blockId } }: Excluding, nameOf: NameOf): Exclusion =>
  ({ pair: [one, other], because: kind, by: by === null ? null : by === 'a' ? one : other, place: nameOf(clauseId, blockId) })

export function orderView({ language, main, groups, exclusions, links, leftOut }: Order, around: Around): OrderView {
  const nameOf = placesIn(main, language)
  return {
    groups: groups.map((group) => group.map((one) => marshalledView(one, nameOf, around))), exclusions: exclusions.map((each) => exclusionView(each, nameOf)), leftOut,
    links: links.map(({ byId, at, ...link }) => ({ ...link, at: at.toISOString(), by: around.people.get(byId) ?? nobody(byId) })),
  }
}

export function whatIfView(supposed: Supposed, whole: boolean): WhatIfView {
  if (!supposed.possible) {
    const nameOf = placesIn(supposed.main, supposed.language)
    return { possible: false, exclusions: supposed.exclusions.map((each) => exclusionView(each, nameOf)) }
  }
  return { possible: true, clauses: [...supposed.clauses], text: whole ? supposed.text.map(clauseThen) : null }
}

export const peopleOfOrder = ({ groups, links }: Order) => [...peopleIn(groups.flat().map(({ row }) => row)), ...links.map(({ byId }) => byId)]
