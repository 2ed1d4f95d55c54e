BEGIN;

-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en';

COMMIT;
