BEGIN;

-- CreateTable
CREATE TABLE "amendment_link" (
    "amendmentId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "amendment_link_pkey" PRIMARY KEY ("amendmentId","otherId")
);

-- CreateIndex
CREATE INDEX "amendment_link_otherId_idx" ON "amendment_link"("otherId");

-- AddForeignKey
ALTER TABLE "amendment_link" ADD CONSTRAINT "amendment_link_amendmentId_fkey" FOREIGN KEY ("amendmentId") REFERENCES "amendment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "amendment_link" ADD CONSTRAINT "amendment_link_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "amendment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

COMMIT;
