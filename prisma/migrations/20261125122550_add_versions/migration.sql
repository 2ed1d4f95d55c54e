BEGIN;

-- CreateTable
CREATE TABLE "version" (
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lineage" (
    "text_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "format" INTEGER NOT NULL,
    "state" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lineage_pkey" PRIMARY KEY ("text_id")
);

-- CreateIndex
CREATE INDEX "version_draftId_seq_idx" ON "version"("draftId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "version_draftId_name_key" ON "version"("draftId", "name");

-- AddForeignKey
ALTER TABLE "version" ADD CONSTRAINT "version_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lineage" ADD CONSTRAINT "lineage_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "text"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

COMMIT;
