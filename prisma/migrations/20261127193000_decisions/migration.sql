BEGIN;

-- What was put to the vote so far: a majority of one of three kinds, a quorum in electors, recorded, its count open, and closed early
-- by whoever could close it. `concurrent` named the roles of the charter it was opened under and passed over those without an elector.
ALTER TABLE "proposal" ADD COLUMN "kind" TEXT, ADD COLUMN "method" JSONB, ADD COLUMN "alternatives" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "reason" TEXT NOT NULL DEFAULT 'optional', ADD COLUMN "secrecy" TEXT NOT NULL DEFAULT 'recorded', ADD COLUMN "hidden" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "earlyClose" TEXT NOT NULL DEFAULT 'never', ADD COLUMN "extensions" JSONB NOT NULL DEFAULT '[]';

UPDATE "proposal" p SET "kind" = CASE WHEN "amendmentId" IS NOT NULL THEN 'amendment' WHEN "clauseId" IS NULL THEN 'question' ELSE 'clause' END, "earlyClose" = 'facilitator',
  "method" = jsonb_build_object('kind', 'majority',
    'threshold', CASE WHEN "rule" = 'twoThirds' THEN '{"kind":"qualified","numerator":2,"denominator":3}'::jsonb ELSE '{"kind":"simple"}'::jsonb END,
    'concurrent', CASE WHEN "rule" = 'concurrent' THEN (
      SELECT CASE WHEN count(*) = 0 THEN 'null'::jsonb ELSE jsonb_build_object('roles', jsonb_agg(named.role ORDER BY named.place), 'atLeast', count(*)) END
      FROM "charter" c JOIN "draft" d ON d."workspaceId" = c."workspaceId",
        jsonb_array_elements_text(c."content"->'decisions'->'concurrentRoles') WITH ORDINALITY AS named(role, place)
      WHERE d."id" = p."draftId" AND c."version" = p."charterVersion" AND named.role = ANY (p."roles")
        AND EXISTS (SELECT 1 FROM "elector" e WHERE e."proposalId" = p."id" AND e."role" = named.role)
    ) ELSE 'null'::jsonb END),
  "result" = CASE WHEN "result"->>'because' = 'noTwoThirds' THEN jsonb_set("result", '{because}', '"noQualifiedMajority"') ELSE "result" END;

-- A stored result says what kind of tally it holds, and what became of each quorum.
UPDATE "proposal" SET "result" = jsonb_set("result", '{tally,kind}', '"count"') || jsonb_build_object('winner', NULL, 'detail', NULL,
  'quorum', CASE WHEN "quorum" = 0 THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('role', NULL, 'needed', "quorum", 'cast', "result"->'tally'->'cast',
    'electors', "result"->'tally'->'electors', 'reached', ("result"->'tally'->>'cast')::int >= "quorum")) END)
WHERE "result" IS NOT NULL;

ALTER TABLE "proposal" ALTER COLUMN "kind" SET NOT NULL, ALTER COLUMN "method" SET NOT NULL, DROP COLUMN "rule",
  ALTER COLUMN "quorum" TYPE JSONB USING CASE WHEN "quorum" = 0 THEN '{"all":null,"roles":{}}'::jsonb
    ELSE jsonb_build_object('all', jsonb_build_object('kind', 'number', 'electors', "quorum"), 'roles', '{}'::jsonb) END;

ALTER TABLE "elector" ADD COLUMN "hasCast" BOOLEAN NOT NULL DEFAULT false;
UPDATE "elector" e SET "hasCast" = true WHERE EXISTS (SELECT 1 FROM "ballot" b WHERE b."proposalId" = e."proposalId" AND b."userId" = e."userId");

-- A choice becomes the content of a ballot, which other methods fill otherwise. (Altering a column rewrites it without a row being updated.)
ALTER TABLE "ballot" RENAME COLUMN "choice" TO "content";
ALTER TABLE "ballot" ALTER COLUMN "content" TYPE JSONB USING jsonb_build_object('choice', "content");
ALTER TABLE "ballot_revision" RENAME COLUMN "choice" TO "content";
ALTER TABLE "ballot_revision" ALTER COLUMN "content" TYPE JSONB USING jsonb_build_object('choice', "content");

CREATE TABLE "ballot_key" (
    "proposalId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,

    CONSTRAINT "ballot_key_pkey" PRIMARY KEY ("proposalId","userId","key")
);

CREATE TABLE "secret_ballot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "proposalId" UUID NOT NULL,
    "role" TEXT,
    "content" JSONB NOT NULL,

    CONSTRAINT "secret_ballot_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "secret_ballot_proposalId_idx" ON "secret_ballot"("proposalId");

CREATE TABLE "secret_receipt" (
    "receipt" TEXT NOT NULL,
    "proposalId" UUID NOT NULL,

    CONSTRAINT "secret_receipt_pkey" PRIMARY KEY ("receipt")
);
CREATE INDEX "secret_receipt_proposalId_idx" ON "secret_receipt"("proposalId");

CREATE TABLE "objection" (
    "id" UUID NOT NULL,
    "proposalId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'standing',
    "answer" TEXT,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "upheldAt" TIMESTAMPTZ(3),

    CONSTRAINT "objection_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "objection_proposalId_idx" ON "objection"("proposalId");
ALTER TABLE "objection" ADD CONSTRAINT "objection_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

COMMIT;
