BEGIN;

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "amendmentId" UUID;

-- CreateTable
CREATE TABLE "amendment" (
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "number" INTEGER,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "openTo" TEXT NOT NULL,
    "role" TEXT,
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "baseSeq" BIGINT NOT NULL,
    "movedById" TEXT NOT NULL,
    "movedAt" TIMESTAMPTZ(3) NOT NULL,
    "lodgedAt" TIMESTAMPTZ(3),
    "sealedAt" TIMESTAMPTZ(3),
    "words" TEXT,
    "hash" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" TEXT,
    "consolidatedAt" TIMESTAMPTZ(3),
    "consolidatedSeq" BIGINT,

    CONSTRAINT "amendment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "amendment_name" (
    "amendmentId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "amendment_name_pkey" PRIMARY KEY ("amendmentId","userId")
);

-- CreateTable
CREATE TABLE "amendment_clause" (
    "amendmentId" UUID NOT NULL,
    "clauseId" UUID NOT NULL,

    CONSTRAINT "amendment_clause_pkey" PRIMARY KEY ("amendmentId","clauseId")
);

-- CreateTable
CREATE TABLE "amendment_disposition" (
    "amendmentId" UUID NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seq" BIGINT,

    CONSTRAINT "amendment_disposition_pkey" PRIMARY KEY ("amendmentId")
);

-- CreateIndex
CREATE UNIQUE INDEX "amendment_draftId_number_key" ON "amendment"("draftId", "number");

-- CreateIndex
CREATE INDEX "amendment_clause_clauseId_idx" ON "amendment_clause"("clauseId");

-- CreateIndex
CREATE INDEX "proposal_amendmentId_idx" ON "proposal"("amendmentId");

-- AddForeignKey
ALTER TABLE "amendment" ADD CONSTRAINT "amendment_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "amendment_name" ADD CONSTRAINT "amendment_name_amendmentId_fkey" FOREIGN KEY ("amendmentId") REFERENCES "amendment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "amendment_clause" ADD CONSTRAINT "amendment_clause_amendmentId_fkey" FOREIGN KEY ("amendmentId") REFERENCES "amendment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "amendment_disposition" ADD CONSTRAINT "amendment_disposition_amendmentId_fkey" FOREIGN KEY ("amendmentId") REFERENCES "amendment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_amendmentId_fkey" FOREIGN KEY ("amendmentId") REFERENCES "amendment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Which clauses may not be written now, and the proposal that keeps them so: those that are voted on, those that an open amendment would
-- change, and those of one that was agreed to until its words stand in the text.
CREATE VIEW clause_at_rest AS
SELECT p."draftId", p."clauseId", p.id AS "proposalId" FROM proposal p WHERE p."clauseId" IS NOT NULL AND p."closedAt" IS NULL
UNION ALL
SELECT p."draftId", c."clauseId", p.id FROM proposal p JOIN amendment a ON a.id = p."amendmentId" JOIN amendment_clause c ON c."amendmentId" = a.id
WHERE p."closedAt" IS NULL OR (a.state = 'decided' AND a.outcome = 'agreedTo' AND a."decidedBy" = p.id::text);

COMMIT;
