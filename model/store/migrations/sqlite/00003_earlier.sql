-- Each row keeps a short stack of what it was before its last changes, so that
-- one revision after another can be taken back.

-- +goose Up

ALTER TABLE "last_changes" RENAME TO "last_changes_old";

DROP INDEX "last_changes_of_revision";

CREATE TABLE "last_changes" (
	"noun" TEXT NOT NULL,
	"subject" TEXT NOT NULL,
	"revision" INTEGER NOT NULL REFERENCES "revisions" ("revision"),
	"kept" BOOLEAN NOT NULL,
	"before" TEXT NOT NULL,
	PRIMARY KEY ("noun", "subject", "revision")
);

INSERT INTO "last_changes" SELECT * FROM "last_changes_old";

DROP TABLE "last_changes_old";

CREATE INDEX "last_changes_of_revision" ON "last_changes" ("revision");
