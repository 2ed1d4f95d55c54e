import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { OrderView, WhatIfView } from '#domain/contract/marshalling.ts'
import type { drafts } from './drafter.ts'
import { act, branch, move } from './amending.ts'
import type { Refused } from './client.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

type Writer = ReturnType<typeof drafts>

/** An amendment whose words somebody writes by `write`, handed in. */
export async function handedIn(world: World, title: string, write: (writer: Writer) => void): Promise<AmendmentView> {
  const amendment = await move(world, 'ethicist', { title })
  const writer = await branch(world, 'ethicist', amendment)
  write(writer)
  await until(() => writer.acknowledged().seq > 1)
  const { status, body } = await act(world, 'ethicist', amendment, 'lodge')
  if (status !== 200) throw new Error(`it could not be handed in: ${JSON.stringify(body)}`)
  return body
}

export const orderOf = async (world: World, persona = 'observer') => (await (await world.as(persona)).get<OrderView>(`/api/drafts/${world.draftId}/amendments/order`)).body

/** The same in numbers: the groups as they are decided, and who excludes whom, why and where. */
export function inNumbers({ groups, exclusions }: OrderView) {
  const numbers = new Map(groups.flat().map(({ amendment }) => [amendment.id, amendment.number]))
  return {
    groups: groups.map((group) => group.map(({ amendment }) => amendment.number)),
    exclusions: exclusions.map(({ pair, because, by, place }) => [pair.map((id) => numbers.get(id)), because, by === null ? null : numbers.get(by), place.label?.en.replace('\u00a0', ' ')]),
  }
}

export const whatIf = async (world: World, chosen: readonly { readonly id: string }[], persona = 'observer') =>
  (await world.as(persona)).get<WhatIfView & Refused>(`/api/drafts/${world.draftId}/amendments/what-if?${new URLSearchParams([...chosen.map(({ id }) => ['amendment', id]), ['whole', 'true']])}`)
