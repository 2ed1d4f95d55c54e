BEGIN;

-- AlterTable
ALTER TABLE "amendment" ADD COLUMN     "preemptedById" UUID,
ADD COLUMN     "preemptedClauseId" UUID;

-- CreateTable
CREATE TABLE "proposal_amendment" (
    "proposalId" UUID NOT NULL,
    "alternativeId" TEXT NOT NULL,
    "amendmentId" UUID NOT NULL,

    CONSTRAINT "proposal_amendment_pkey" PRIMARY KEY ("proposalId","alternativeId")
);

-- CreateIndex
CREATE INDEX "proposal_amendment_amendmentId_idx" ON "proposal_amendment"("amendmentId");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_amendment_proposalId_amendmentId_key" ON "proposal_amendment"("proposalId", "amendmentId");

-- AddForeignKey
ALTER TABLE "amendment" ADD CONSTRAINT "amendment_preemptedById_fkey" FOREIGN KEY ("preemptedById") REFERENCES "amendment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_amendment" ADD CONSTRAINT "proposal_amendment_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_amendment" ADD CONSTRAINT "proposal_amendment_amendmentId_fkey" FOREIGN KEY ("amendmentId") REFERENCES "amendment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER proposal_amendment_append_only BEFORE UPDATE OR DELETE ON "proposal_amendment" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_amendment_not_emptied BEFORE TRUNCATE ON "proposal_amendment" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Which clauses may not be written now, and the proposal that keeps them so: those that are voted on, those that an open amendment would
-- change, alone or as one of several to choose among, and those of one that was agreed to until its words stand in the text.
CREATE OR REPLACE VIEW clause_at_rest AS
SELECT p."draftId", p."clauseId", p.id AS "proposalId" FROM proposal p WHERE p."clauseId" IS NOT NULL AND p."closedAt" IS NULL
UNION ALL
SELECT p."draftId", c."clauseId", p.id FROM proposal p JOIN amendment a ON a.id = p."amendmentId" JOIN amendment_clause c ON c."amendmentId" = a.id
WHERE p."closedAt" IS NULL OR (a.state = 'decided' AND a.outcome = 'agreedTo' AND a."decidedBy" = p.id::text)
UNION ALL
SELECT p."draftId", c."clauseId", p.id FROM proposal p JOIN proposal_amendment o ON o."proposalId" = p.id JOIN amendment a ON a.id = o."amendmentId" JOIN amendment_clause c ON c."amendmentId" = a.id
WHERE p."closedAt" IS NULL OR (a.state = 'decided' AND a.outcome = 'agreedTo' AND a."decidedBy" = p.id::text);

COMMIT;
