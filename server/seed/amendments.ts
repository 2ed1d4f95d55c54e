import { amendmentRoom } from '#domain/ids.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as amendments from '#server/features/amendments/amendments.service.ts'
import { amendmentSubject } from '#server/features/amendments/amendments.subject.ts'
import * as comments from '#server/features/comments/comments.service.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import type { Texts } from '#server/texts/texts.ts'
import { ask, edit, type Stage } from './acts.ts'
import type { MovedAmendment } from './content.ts'

interface Plan {
  does(day: number, by: string, work: (context: Context) => Promise<void>): void
  run(day: number, work: (at: Date) => Promise<void>): void
  readonly stage: Stage
  readonly texts: Texts
}

/** An amendment of the seed, from its first word as far as it has come: each step by its people, with their rights. */
export function addAmendment({ title, reason, openTo, sponsors: [mover = '', ...others], supporters, days, discussion, target, old, new: words }: MovedAmendment, { does, run, stage, texts }: Plan) {
  let id = ''
  const { draftId, userOf } = stage
  const subject = (context: Context, by: string) => amendmentSubject(context, id, userOf(by))
  const acts = (day: number, work: (permit: Permit<'amendment.edit'>, context: Context) => Promise<void>) =>
    does(day, mover, async (context) => work(await ask(context, userOf(mover), 'amendment.edit', await subject(context, mover)), context))
  does(days.started, mover, async (context) => {
    const permit = await ask(context, userOf(mover), 'amendment.move', await draftSubject(context, draftId, userOf(mover)))
    id = await amendments.move(permit, context, draftId, { title, reason, openTo })
  })
  for (const sponsor of others) acts(days.started, (permit, context) => amendments.addSponsor(permit, context, userOf(sponsor)))
  run(days.started, (at) => edit(texts, stage, { by: mover, target, old, new: words }, at, amendmentRoom(id)))
  for (const { by, day, text } of discussion) does(day, by, async (context) => {
    await comments.openOnAmendment(await ask(context, userOf(by), 'comment.write', await subject(context, by)), context, { kind: 'general', body: text })
  })
  if (days.lodged === undefined) return
  acts(days.lodged, amendments.lodge)
  for (const supporter of supporters) does(days.lodged, supporter, async (context) => amendments.support(await ask(context, userOf(supporter), 'amendment.support', await subject(context, supporter)), context, true))
  if (days.sealed !== undefined) acts(days.sealed, amendments.seal)
}
