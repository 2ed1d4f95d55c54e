BEGIN;

-- What the application may not write by itself (server/db/appRole.ts) it writes by these functions, which act as the owner of the tables.
-- (The schema engine cuts a migration at every semicolon, quoted or not: those of the body are written \x3B.)
CREATE FUNCTION cast_ballot(proposal uuid, elector text, content jsonb, reason text, cast_at timestamptz)
RETURNS TABLE (id uuid, revision int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM "proposal" WHERE "proposal".id = cast_ballot.proposal AND "closedAt" IS NULL AND secrecy = ''recorded'')
    THEN RAISE EXCEPTION ''no recorded vote is open there'' USING ERRCODE = ''restrict_violation''\x3B END IF\x3B
  RETURN QUERY
  WITH cast_now AS (
    INSERT INTO "ballot" (id, "proposalId", "userId", content, reason, "castAt", revision)
    VALUES (gen_random_uuid(), cast_ballot.proposal, cast_ballot.elector, cast_ballot.content, cast_ballot.reason, cast_ballot.cast_at, 1)
    ON CONFLICT ("proposalId", "userId") DO UPDATE
      SET content = excluded.content, reason = excluded.reason, "castAt" = excluded."castAt", revision = "ballot".revision + 1
    RETURNING *),
  kept AS (INSERT INTO "ballot_revision" ("ballotId", revision, content, reason, "castAt") SELECT c.id, c.revision, c.content, c.reason, c."castAt" FROM cast_now c)
  SELECT c.id, c.revision FROM cast_now c\x3B
END';

-- The words of an amendment and their SHA-256 are fixed once.
CREATE FUNCTION seal_amendment(amendment uuid, words text, hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  UPDATE "amendment" a SET words = seal_amendment.words, hash = seal_amendment.hash WHERE a.id = seal_amendment.amendment AND a.hash IS NULL\x3B
  IF NOT FOUND THEN RAISE EXCEPTION ''its words are fixed already'' USING ERRCODE = ''restrict_violation''\x3B END IF\x3B
END';

ALTER FUNCTION keep_ballot_count() SECURITY DEFINER SET search_path = public, pg_temp;

COMMIT;
