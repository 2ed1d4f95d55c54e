BEGIN;

-- AlterTable
ALTER TABLE "charter" ADD COLUMN     "proposalId" UUID;

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "workspaceId" UUID,
ALTER COLUMN "draftId" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "charter_proposalId_key" ON "charter"("proposalId");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_workspaceId_number_key" ON "proposal"("workspaceId", "number");

-- AddForeignKey
ALTER TABLE "charter" ADD CONSTRAINT "charter_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A proposal is on a draft, or on the workspace alone.
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_on_one" CHECK (("draftId" IS NULL) <> ("workspaceId" IS NULL));

-- Which clauses may not be written now, and the proposal that keeps them so: those that are voted on, those that an open amendment would
-- change, alone or as one of several to choose among, those of one that was agreed to until its words stand in the text, and, as a row
-- without a clause, a whole draft while it is voted on: all that it has, and what anybody would put in.
CREATE OR REPLACE VIEW clause_at_rest AS
SELECT p."draftId", p."clauseId", p.id AS "proposalId" FROM proposal p WHERE p."clauseId" IS NOT NULL AND p."closedAt" IS NULL
UNION ALL
SELECT p."draftId", NULL, p.id FROM proposal p WHERE p.kind = 'draft' AND p."closedAt" IS NULL
UNION ALL
SELECT p."draftId", c."clauseId", p.id FROM proposal p JOIN amendment a ON a.id = p."amendmentId" JOIN amendment_clause c ON c."amendmentId" = a.id
WHERE p."closedAt" IS NULL OR (a.state = 'decided' AND a.outcome = 'agreedTo' AND a."decidedBy" = p.id::text)
UNION ALL
SELECT p."draftId", c."clauseId", p.id FROM proposal p JOIN proposal_amendment o ON o."proposalId" = p.id JOIN amendment a ON a.id = o."amendmentId" JOIN amendment_clause c ON c."amendmentId" = a.id
WHERE p."closedAt" IS NULL OR (a.state = 'decided' AND a.outcome = 'agreedTo' AND a."decidedBy" = p.id::text);

COMMIT;
