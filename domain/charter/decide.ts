import type { Capability, Charter } from './charter.ts'
import { type Actor, type ConditionName, conditions, partiesOf, type Subject } from './conditions.ts'
import type { Stage } from './roles.ts'

/** Why not: the person's parties never have the right, the draft is at another stage, or a named condition does not hold. */
export type Reason = 'signIn' | 'notMember' | 'role' | 'stage' | ConditionName
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly because: Reason; readonly stages?: readonly Stage[] }

/**
 * The one place where a capability is decided. Pure, so the page asks the same question to draw a button.
 * In: the workspace's charter, the actor, the capability, the facts of the subject, the time. Out: yes, or why not
 * (with the stages at which the actor could, when the stage is the reason). A subject without a stage is asked at any stage.
 */
export function decide(charter: Charter, actor: Actor, capability: Capability, subject: Subject, now: Date): Decision {
  const grant = charter.rights[capability]
  const granted = partiesOf(actor).flatMap((party) => grant.stages[party] ? [grant.stages[party]] : [])
  if (granted.length === 0) return { allowed: false, because: whyNone(actor) }
  const { stage } = subject
  if (stage && !granted.some((stages) => stages.includes(stage))) {
    return { allowed: false, because: 'stage', stages: [...new Set(granted.flat())] }
  }
  const failed = grant.conditions.find((name) => !conditions[name](actor, subject, now))
  return failed ? { allowed: false, because: failed } : { allowed: true }
}

const whyNone = (actor: Actor): Reason => {
  if (actor.userId === null) return 'signIn'
  return actor.membership ? 'role' : 'notMember'
}
