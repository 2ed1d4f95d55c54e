import type { Capability } from '#domain/charter/charter.ts'
import { Refusal } from '#domain/errors.ts'
import { authorizeEach, requireSignedIn } from '#server/authorize/authorize.ts'
import { makeTogether } from '#server/db/together.ts'
import type { UnitOfWork } from '#server/db/unitOfWork.ts'
import type { Limits } from '#server/limits.ts'
import type { Together } from './endpoint.ts'

interface Asker { readonly userId: string }

/** Answers requests whose acts are done together: their rights are read at once, done is what they may in one transaction, and answered from one reading after it. */
export function inGroups(capability: Capability, { group, subjects, handle, answer }: Together, { unitOfWork, limits }: { unitOfWork: UnitOfWork; limits: Limits }) {
  const join = makeTogether(async (asked: readonly Asker[]): Promise<readonly unknown[]> => {
    const proofs = await unitOfWork.read(async (context) => {
      const about = await subjects(context, asked as never)
      return authorizeEach(context.tx, capability, about.map((subject, index) => ({ userId: asked[index]?.userId ?? '', subject })), context.now)
    })
    const entries = asked.flatMap((one, index) => (proofs[index] instanceof Refusal ? [] : [{ ...one, permit: proofs[index] }]))
    const outcomes = entries.length === 0 ? [] : await unitOfWork(null, (context) => handle(context, entries as never))
    const done = entries.flatMap((entry, index) => (outcomes[index] instanceof Refusal ? [] : [{ entry, done: outcomes[index] }]))
    // Not waited for: what is done stays done, whether or not it can be read.
    const answers = unitOfWork.read((context) => answer(context, done as never))
    const [left, places] = [outcomes.values(), done.keys()]
    return proofs.map((proof) => {
      const outcome: unknown = proof instanceof Refusal ? proof : left.next().value
      if (outcome instanceof Refusal) return outcome
      const place = places.next().value
      return answers.then((all) => all[place ?? -1])
    })
  }, { atOnce: limits.togetherAtOnce, waiting: limits.togetherWaiting, apart: limits.togetherApartMs })

  return async (asked: never, userId: string | null): Promise<unknown> => {
    const answered = await join(group(asked), requireSignedIn(userId).userId, asked)
    if (answered instanceof Refusal) throw answered
    return answered
  }
}
