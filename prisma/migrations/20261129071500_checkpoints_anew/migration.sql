-- Those that an earlier server made may hold formatting marks that it had tidied and the journal has not. They are made again from the journal.
DELETE FROM "checkpoint";
