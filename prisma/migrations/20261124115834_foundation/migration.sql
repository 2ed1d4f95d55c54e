BEGIN;

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "persona" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ballot" (
    "id" UUID NOT NULL,
    "proposalId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "reason" TEXT,
    "castAt" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ballot_revision" (
    "ballotId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "choice" TEXT NOT NULL,
    "reason" TEXT,
    "castAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ballot_revision_pkey" PRIMARY KEY ("ballotId","revision")
);

-- CreateTable
CREATE TABLE "challenge" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "core" BOOLEAN NOT NULL,
    "label" JSONB NOT NULL,
    "question" JSONB,

    CONSTRAINT "challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measure" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" JSONB NOT NULL,

    CONSTRAINT "measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coverage_gap" (
    "draftId" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "reason" JSONB NOT NULL,

    CONSTRAINT "coverage_gap_pkey" PRIMARY KEY ("draftId","challengeId")
);

-- CreateTable
CREATE TABLE "charter" (
    "workspaceId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "adoptedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "charter_pkey" PRIMARY KEY ("workspaceId","version")
);

-- CreateTable
CREATE TABLE "clause" (
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "summary" JSONB,
    "addressees" TEXT[],
    "notes" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "clause_pkey" PRIMARY KEY ("draftId","id")
);

-- CreateTable
CREATE TABLE "clause_challenge" (
    "draftId" UUID NOT NULL,
    "clauseId" UUID NOT NULL,
    "challengeId" UUID NOT NULL,

    CONSTRAINT "clause_challenge_pkey" PRIMARY KEY ("draftId","clauseId","challengeId")
);

-- CreateTable
CREATE TABLE "clause_measure" (
    "draftId" UUID NOT NULL,
    "clauseId" UUID NOT NULL,
    "measureId" UUID NOT NULL,

    CONSTRAINT "clause_measure_pkey" PRIMARY KEY ("draftId","clauseId","measureId")
);

-- CreateTable
CREATE TABLE "thread" (
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "clauseId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "anchor" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" TEXT,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorRole" TEXT,
    "authorFunctions" TEXT[],
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "longTitle" JSONB,
    "stage" TEXT NOT NULL,
    "stageSince" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "clauseId" UUID,
    "clauseLabel" TEXT,
    "words" TEXT,
    "hash" TEXT,
    "seq" BIGINT,
    "rule" TEXT NOT NULL,
    "roles" TEXT[],
    "quorum" INTEGER NOT NULL,
    "charterVersion" INTEGER NOT NULL,
    "openedById" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closedById" TEXT,
    "result" JSONB,
    "ballotsHash" TEXT,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "elector" (
    "proposalId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "elector_pkey" PRIMARY KEY ("proposalId","userId")
);

-- CreateTable
CREATE TABLE "record" (
    "workspaceId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "actorId" TEXT,
    "draftId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "canonical" BYTEA NOT NULL,
    "prevHash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "record_pkey" PRIMARY KEY ("workspaceId","seq")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "event" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace_role" (
    "workspaceId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "workspace_role_pkey" PRIMARY KEY ("workspaceId","role")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT,
    "functions" TEXT[],
    "organisation" TEXT,
    "bio" TEXT,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "role" TEXT,
    "functions" TEXT[],
    "note" TEXT,
    "invitedById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedById" TEXT,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "text" (
    "id" TEXT NOT NULL,
    "draftId" UUID NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "schemaVersion" INTEGER NOT NULL,
    "headHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "text_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal" (
    "text_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "generation" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "client_id" BIGINT NOT NULL,
    "n_updates" INTEGER NOT NULL,
    "payload" BYTEA NOT NULL,
    "sha256" BYTEA NOT NULL,
    "prev_sha256" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_pkey" PRIMARY KEY ("text_id","seq")
);

-- CreateTable
CREATE TABLE "checkpoint" (
    "text_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "state" BYTEA NOT NULL,
    "sha256" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("text_id","seq")
);

-- CreateTable
CREATE TABLE "client_binding" (
    "text_id" TEXT NOT NULL,
    "client_id" BIGINT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_binding_pkey" PRIMARY KEY ("text_id","client_id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_persona_key" ON "user"("persona");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ballot_proposalId_userId_key" ON "ballot"("proposalId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "challenge_workspaceId_key_key" ON "challenge"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "measure_workspaceId_key_key" ON "measure"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "clause_challenge_challengeId_idx" ON "clause_challenge"("challengeId");

-- CreateIndex
CREATE INDEX "clause_measure_measureId_idx" ON "clause_measure"("measureId");

-- CreateIndex
CREATE INDEX "thread_draftId_createdAt_idx" ON "thread"("draftId", "createdAt");

-- CreateIndex
CREATE INDEX "comment_threadId_createdAt_idx" ON "comment"("threadId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "draft_workspaceId_reference_key" ON "draft"("workspaceId", "reference");

-- CreateIndex
CREATE INDEX "proposal_draftId_clauseId_idx" ON "proposal"("draftId", "clauseId");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_draftId_number_key" ON "proposal"("draftId", "number");

-- CreateIndex
CREATE INDEX "record_workspaceId_name_seq_idx" ON "record"("workspaceId", "name", "seq");

-- CreateIndex
CREATE INDEX "record_workspaceId_draftId_seq_idx" ON "record"("workspaceId", "draftId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "record_workspaceId_prevHash_key" ON "record"("workspaceId", "prevHash");

-- CreateIndex
CREATE INDEX "outbox_deliveredAt_id_idx" ON "outbox"("deliveredAt", "id");

-- CreateIndex
CREATE INDEX "member_userId_idx" ON "member"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "member_workspaceId_userId_key" ON "member"("workspaceId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_tokenHash_key" ON "invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "invitation_workspaceId_createdAt_idx" ON "invitation"("workspaceId", "createdAt");

-- CreateIndex
CREATE INDEX "text_draftId_idx" ON "text"("draftId");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_proposalId_userId_fkey" FOREIGN KEY ("proposalId", "userId") REFERENCES "elector"("proposalId", "userId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot_revision" ADD CONSTRAINT "ballot_revision_ballotId_fkey" FOREIGN KEY ("ballotId") REFERENCES "ballot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage_gap" ADD CONSTRAINT "coverage_gap_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage_gap" ADD CONSTRAINT "coverage_gap_challengeId_fkey" FOREIGN KEY ("challengeId") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charter" ADD CONSTRAINT "charter_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause" ADD CONSTRAINT "clause_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause_challenge" ADD CONSTRAINT "clause_challenge_draftId_clauseId_fkey" FOREIGN KEY ("draftId", "clauseId") REFERENCES "clause"("draftId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause_challenge" ADD CONSTRAINT "clause_challenge_challengeId_fkey" FOREIGN KEY ("challengeId") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause_measure" ADD CONSTRAINT "clause_measure_draftId_clauseId_fkey" FOREIGN KEY ("draftId", "clauseId") REFERENCES "clause"("draftId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause_measure" ADD CONSTRAINT "clause_measure_measureId_fkey" FOREIGN KEY ("measureId") REFERENCES "measure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "elector" ADD CONSTRAINT "elector_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace_role" ADD CONSTRAINT "workspace_role_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspaceId_role_fkey" FOREIGN KEY ("workspaceId", "role") REFERENCES "workspace_role"("workspaceId", "role") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal" ADD CONSTRAINT "journal_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "text"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "text"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_binding" ADD CONSTRAINT "client_binding_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "text"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

COMMIT;
