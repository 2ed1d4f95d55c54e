BEGIN;

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "remindedFor" TIMESTAMPTZ(3);

COMMIT;
