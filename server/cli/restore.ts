import { Refusal } from '#domain/errors.ts'
import * as drafts from '#server/features/drafts/restore.service.ts'
import { StartupError } from '#server/startupError.ts'
import type { Moment } from '#server/texts/restore.ts'
import { type Command, readWords } from './command.ts'
import { asOperator } from './operator.ts'

const usage = 'restore --draft ID --to SEQ|TIME [--reason WORDS] [--by MAIL]'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Puts the text of a draft back to a place in its journal or a time, as a new generation; also while the server runs. */
export const restore: Command = async (given) => {
  const { draft: draftId = '', to = '', reason = null, by } = readWords(given.args, ['draft', 'to', 'reason', 'by'], usage)
  if (!uuid.test(draftId)) throw new StartupError(`Which draft? Use it as: npm run cli -- ${usage}`)
  const moment = momentOf(to)
  try {
    const restored = await asOperator(given, by, (permit, context) => drafts.restore(permit, context, { draftId, to: moment, reason }))
    given.say(`draft ${draftId}: its text is again as it was at change ${restored.moment}; written as change ${restored.seq}, which begins generation ${restored.generation}`)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    given.say(`${error.message}. Nothing was changed.`)
    return 1
  }
}

function momentOf(to: string): Moment {
  if (/^[1-9]\d{0,14}$/.test(to)) return { seq: Number(to) }
  const time = new Date(to)
  if (!/^\d{4}-\d{2}-\d{2}/.test(to) || Number.isNaN(time.getTime())) throw new StartupError(`--to is a place in the journal (12) or a time (2026-11-24T10:00:00Z). Use it as: npm run cli -- ${usage}`)
  return { time }
}
