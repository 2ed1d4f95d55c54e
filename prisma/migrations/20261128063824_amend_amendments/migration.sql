BEGIN;

-- AlterTable
ALTER TABLE "amendment" ADD COLUMN     "amendsId" UUID,
ADD COLUMN     "rootSeq" BIGINT;

-- CreateIndex
CREATE INDEX "amendment_amendsId_idx" ON "amendment"("amendsId");

-- AddForeignKey
ALTER TABLE "amendment" ADD CONSTRAINT "amendment_amendsId_fkey" FOREIGN KEY ("amendsId") REFERENCES "amendment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

COMMIT;
