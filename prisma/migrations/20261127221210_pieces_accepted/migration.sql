BEGIN;

-- AlterTable
ALTER TABLE "amendment_disposition" ADD COLUMN     "pieces" TEXT[] DEFAULT ARRAY[]::TEXT[];

COMMIT;
