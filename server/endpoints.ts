import { routes as accounts } from '#server/features/accounts/accounts.routes.ts'
import { routes as amendments } from '#server/features/amendments/amendments.routes.ts'
import { routes as marshalling } from '#server/features/amendments/marshalling.routes.ts'
import { routes as ballots } from '#server/features/ballots/ballots.routes.ts'
import { routes as challenges } from '#server/features/challenges/challenges.routes.ts'
import { routes as charters } from '#server/features/charters/charters.routes.ts'
import { routes as clauses } from '#server/features/clauses/clauses.routes.ts'
import { routes as comments } from '#server/features/comments/comments.routes.ts'
import { routes as drafts } from '#server/features/drafts/drafts.routes.ts'
import { routes as proposals } from '#server/features/proposals/proposals.routes.ts'
import { routes as records } from '#server/features/records/records.routes.ts'
import { routes as stakeholders } from '#server/features/stakeholders/stakeholders.routes.ts'
import { routes as versions } from '#server/features/versions/versions.routes.ts'
import { routes as workspaces } from '#server/features/workspaces/workspaces.routes.ts'

/** Every endpoint of the API, noun by noun. The router, the OpenAPI document and the denial tests read this one list. */
export const endpoints = [
  ...accounts, ...workspaces, ...charters, ...stakeholders, ...drafts, ...versions, ...clauses, ...challenges, ...comments, ...amendments, ...marshalling, ...proposals, ...ballots, ...records,
]
