BEGIN;

-- What has been recorded stays as it was: the record, the journal of a text, and every choice cast (R1, R23, R26).
-- (The schema engine cuts a migration at every semicolon, quoted or not: those of the body are written \x3B.)
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
E'BEGIN RAISE EXCEPTION ''% is append-only'', TG_TABLE_NAME USING ERRCODE = ''restrict_violation''\x3B END';

CREATE TRIGGER record_append_only BEFORE UPDATE OR DELETE ON "record" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_not_emptied BEFORE TRUNCATE ON "record" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON "journal" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_not_emptied BEFORE TRUNCATE ON "journal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ballot_revision_append_only BEFORE UPDATE OR DELETE ON "ballot_revision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ballot_revision_not_emptied BEFORE TRUNCATE ON "ballot_revision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

COMMIT;
