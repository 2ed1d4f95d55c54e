BEGIN;

-- AlterTable
ALTER TABLE "ballot" ADD COLUMN     "byProxy" TEXT;

-- AlterTable
ALTER TABLE "ballot_revision" ADD COLUMN     "byProxy" TEXT;

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "proxies" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "proxy" (
    "proposalId" UUID NOT NULL,
    "giverId" TEXT NOT NULL,
    "holderId" TEXT NOT NULL,
    "namedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proxy_pkey" PRIMARY KEY ("proposalId","giverId")
);

-- CreateIndex
CREATE UNIQUE INDEX "proxy_proposalId_holderId_key" ON "proxy"("proposalId", "holderId");

-- AddForeignKey
ALTER TABLE "proxy" ADD CONSTRAINT "proxy_proposalId_giverId_fkey" FOREIGN KEY ("proposalId", "giverId") REFERENCES "elector"("proposalId", "userId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proxy" ADD CONSTRAINT "proxy_proposalId_holderId_fkey" FOREIGN KEY ("proposalId", "holderId") REFERENCES "elector"("proposalId", "userId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- (The schema engine cuts a migration at every semicolon, quoted or not: those of the body are written \x3B.)
DROP FUNCTION cast_ballot(uuid, text, jsonb, text, timestamptz);
CREATE FUNCTION cast_ballots(proposal uuid, electors text[], contents jsonb[], reasons text[], times timestamptz[], proxies text[])
RETURNS TABLE (elector text, id uuid, revision int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM "proposal" p WHERE p.id = cast_ballots.proposal AND "closedAt" IS NULL AND secrecy = ''recorded'')
    THEN RAISE EXCEPTION ''no recorded vote is open there'' USING ERRCODE = ''restrict_violation''\x3B END IF\x3B
  RETURN QUERY
  WITH sent AS (SELECT * FROM unnest(cast_ballots.electors, cast_ballots.contents, cast_ballots.reasons, cast_ballots.times, cast_ballots.proxies) s(voter, content, reason, at, proxy)),
  cast_now AS (
    INSERT INTO "ballot" (id, "proposalId", "userId", content, reason, "castAt", revision, "byProxy")
    SELECT gen_random_uuid(), cast_ballots.proposal, voter, content, reason, at, 1, proxy FROM sent
    ON CONFLICT ("proposalId", "userId") DO UPDATE
      SET content = excluded.content, reason = excluded.reason, "castAt" = excluded."castAt", revision = "ballot".revision + 1, "byProxy" = excluded."byProxy"
    RETURNING *),
  kept AS (INSERT INTO "ballot_revision" ("ballotId", revision, content, reason, "castAt", "byProxy") SELECT c.id, c.revision, c.content, c.reason, c."castAt", c."byProxy" FROM cast_now c)
  SELECT c."userId", c.id, c.revision FROM cast_now c\x3B
END';

COMMIT;
