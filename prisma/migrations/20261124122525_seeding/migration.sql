BEGIN;

-- CreateTable
CREATE TABLE "seeding" (
    "id" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "seeding_pkey" PRIMARY KEY ("id")
);

COMMIT;
