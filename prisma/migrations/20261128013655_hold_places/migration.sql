BEGIN;

-- CreateTable
CREATE TABLE "amendment_place" (
    "amendmentId" UUID NOT NULL,
    "clauseId" UUID NOT NULL,

    CONSTRAINT "amendment_place_pkey" PRIMARY KEY ("amendmentId","clauseId")
);

-- CreateIndex
CREATE INDEX "amendment_place_clauseId_idx" ON "amendment_place"("clauseId");

-- AddForeignKey
ALTER TABLE "amendment_place" ADD CONSTRAINT "amendment_place_amendmentId_fkey" FOREIGN KEY ("amendmentId") REFERENCES "amendment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER amendment_place_append_only BEFORE UPDATE OR DELETE ON "amendment_place" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER amendment_place_not_emptied BEFORE TRUNCATE ON "amendment_place" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Those that were sealed before: the places are in their canonical words.
INSERT INTO "amendment_place" ("amendmentId", "clauseId")
SELECT DISTINCT a.id, p.id::uuid FROM amendment a, jsonb_array_elements(a.words::jsonb -> 'clauses') c, unnest(ARRAY[c -> 'place' ->> 'after', c -> 'place' ->> 'parent']) p(id)
WHERE a."sealedAt" IS NOT NULL AND p.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amendment_clause own WHERE own."amendmentId" = a.id AND own."clauseId" = p.id::uuid);

-- What may not be written now, and the proposal that keeps it so. Words: of clauses that are voted on, that an open amendment would change,
-- alone or as one of several to choose among, and of one that was agreed to until its words stand in the text. Place: of those behind or in
-- which such an amendment puts something. A row without a clause: all that a draft has, and what anybody would put in, while it is voted on as a whole.
CREATE OR REPLACE VIEW clause_at_rest AS
WITH voted AS (
  SELECT p."draftId", p.id AS "proposalId", a.id AS "amendmentId" FROM proposal p JOIN amendment a ON a.id = p."amendmentId"
  WHERE p."closedAt" IS NULL OR (a.state = 'decided' AND a.outcome = 'agreedTo' AND a."decidedBy" = p.id::text)
  UNION ALL
  SELECT p."draftId", p.id, a.id FROM proposal p JOIN proposal_amendment o ON o."proposalId" = p.id JOIN amendment a ON a.id = o."amendmentId"
  WHERE p."closedAt" IS NULL OR (a.state = 'decided' AND a.outcome = 'agreedTo' AND a."decidedBy" = p.id::text)
)
SELECT p."draftId", p."clauseId", p.id AS "proposalId", 'words' AS keeps FROM proposal p WHERE p."clauseId" IS NOT NULL AND p."closedAt" IS NULL
UNION ALL
SELECT p."draftId", NULL, p.id, 'words' FROM proposal p WHERE p.kind = 'draft' AND p."closedAt" IS NULL
UNION ALL
SELECT v."draftId", c."clauseId", v."proposalId", 'words' FROM voted v JOIN amendment_clause c ON c."amendmentId" = v."amendmentId"
UNION ALL
SELECT v."draftId", c."clauseId", v."proposalId", 'place' FROM voted v JOIN amendment_place c ON c."amendmentId" = v."amendmentId";

COMMIT;
