BEGIN;

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "rollSizes" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "ballot_count" (
    "proposalId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "ballots" INTEGER NOT NULL,

    CONSTRAINT "ballot_count_pkey" PRIMARY KEY ("proposalId","role","key")
);

-- CreateIndex
CREATE INDEX "ballot_proposalId_castAt_id_idx" ON "ballot"("proposalId", "castAt", "id");

-- AddForeignKey
ALTER TABLE "ballot_count" ADD CONSTRAINT "ballot_count_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

UPDATE "proposal" p SET "rollSizes" = sizes.of FROM (
  SELECT "proposalId", jsonb_object_agg(role, electors) AS of FROM (SELECT "proposalId", role, count(*) AS electors FROM "elector" GROUP BY 1, 2) roles GROUP BY 1
) sizes WHERE sizes."proposalId" = p.id;

INSERT INTO "ballot_count" ("proposalId", role, key, content, ballots)
SELECT b."proposalId", e.role, md5(b.content::text), b.content, count(*) FROM "ballot" b JOIN "elector" e USING ("proposalId", "userId") GROUP BY 1, 2, 3, 4;

-- In one order, so that two who change their minds in opposite directions do not wait for each other.
-- (The schema engine cuts a migration at every semicolon, quoted or not: those of the body are written \x3B.)
CREATE FUNCTION keep_ballot_count() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE own text\x3B
BEGIN
  IF TG_OP = ''UPDATE'' AND OLD.content = NEW.content THEN RETURN NULL\x3B END IF\x3B
  SELECT role INTO own FROM "elector" WHERE "proposalId" = NEW."proposalId" AND "userId" = NEW."userId"\x3B
  INSERT INTO "ballot_count" ("proposalId", role, key, content, ballots)
    SELECT NEW."proposalId", own, md5(content::text), content, ballots
    FROM (SELECT NEW.content, 1 UNION ALL SELECT OLD.content, -1 WHERE TG_OP = ''UPDATE'') AS change (content, ballots) ORDER BY 3
    ON CONFLICT ("proposalId", role, key) DO UPDATE SET ballots = "ballot_count".ballots + excluded.ballots\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER ballot_kept_count AFTER INSERT OR UPDATE ON "ballot" FOR EACH ROW EXECUTE FUNCTION keep_ballot_count();

COMMIT;
