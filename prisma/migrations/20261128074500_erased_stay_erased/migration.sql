BEGIN;

-- What was on its way while an account was erased comes after it: a sign-in, a new name, a membership. Whoever is erased stays so. A session and
-- a membership take the lock on their user that the foreign key would take a moment later, and so read the address that is there by then.
-- (The schema engine cuts a migration at every semicolon, quoted or not: those of the body are written \x3B.)
CREATE FUNCTION keep_erased() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE address text\x3B
BEGIN
  IF TG_TABLE_NAME = ''user'' THEN
    IF OLD.email LIKE ''%@erased.invalid'' THEN RETURN NULL\x3B END IF\x3B
    RETURN NEW\x3B
  END IF\x3B
  SELECT email INTO address FROM "user" WHERE id = NEW."userId" FOR KEY SHARE\x3B
  IF address LIKE ''%@erased.invalid'' THEN RAISE EXCEPTION ''this account is erased''\x3B END IF\x3B
  RETURN NEW\x3B
END';

CREATE TRIGGER user_erased BEFORE UPDATE ON "user" FOR EACH ROW EXECUTE FUNCTION keep_erased();
CREATE TRIGGER session_erased BEFORE INSERT ON "session" FOR EACH ROW EXECUTE FUNCTION keep_erased();
CREATE TRIGGER member_erased BEFORE INSERT OR UPDATE ON "member" FOR EACH ROW WHEN (NEW."leftAt" IS NULL) EXECUTE FUNCTION keep_erased();

COMMIT;
