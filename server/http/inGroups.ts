import { Refusal } from '#domain/errors.ts'
import { authorize } from '#server/authorize/authorize.ts'
import { makeTogether } from '#server/db/together.ts'
import type { UnitOfWork } from '#server/db/unitOfWork.ts'
import type { Limits } from '#server/limits.ts'
import type { AnyEndpoint, Together } from './endpoint.ts'

/** Answers requests whose acts are done together: the right is asked for one by one, the rest of a group is one transaction and one reading after it. */
export function inGroups({ capability, subject }: AnyEndpoint, { group, handle, answer }: Together, { unitOfWork, limits }: { unitOfWork: UnitOfWork; limits: Limits }) {
  const join = makeTogether(async (entries: readonly object[]): Promise<readonly unknown[]> => {
    const outcomes = await unitOfWork(null, (context) => handle(entries as never, context))
    const done = entries.flatMap((entry, index) => (outcomes[index] instanceof Refusal ? [] : [{ entry, done: outcomes[index] }]))
    // Not waited for: what is done stays done, whether or not it can be read.
    const answers = unitOfWork.read((context) => answer(context, done as never))
    const places = new Map(done.map(({ entry }, place) => [entry, place]))
    return entries.map((entry, index) => {
      const place = places.get(entry)
      return place === undefined ? outcomes[index] : answers.then((all) => all[place])
    })
  }, { atOnce: limits.togetherAtOnce, waiting: limits.togetherWaiting, apart: limits.togetherApartMs })

  return async (asked: never, userId: string | null): Promise<unknown> => {
    if (!capability || !subject) throw new Error('what is done together is a right of the charter')
    const permit = await unitOfWork.read(async (context) => authorize(context.tx, userId, capability, await subject(context, asked), context.now))
    const answered = await join(group(asked), userId ?? '', { ...asked as object, permit })
    if (answered instanceof Refusal) throw answered
    return answered
  }
}
