BEGIN;

-- AlterTable
ALTER TABLE "thread" ADD COLUMN     "amendmentId" UUID,
ALTER COLUMN "clauseId" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "thread_amendmentId_createdAt_idx" ON "thread"("amendmentId", "createdAt");

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_amendmentId_fkey" FOREIGN KEY ("amendmentId") REFERENCES "amendment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A thread is on a clause or on an amendment, never on both or on nothing.
ALTER TABLE "thread" ADD CONSTRAINT "thread_on_one" CHECK (("clauseId" IS NULL) <> ("amendmentId" IS NULL));

COMMIT;
