-- What is needed to take a change back, as SQLite writes it: which revision a
-- revision undoes, which one touched a row last, and the row before that.
-- A row has one last change at most, so that what an earlier one replaced is
-- gone with the next. Mappings are those that people keep for their files.

-- +goose Up

ALTER TABLE "revisions" ADD COLUMN "undoes" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "last_changes" (
	"noun" TEXT NOT NULL,
	"subject" TEXT NOT NULL,
	"revision" INTEGER NOT NULL REFERENCES "revisions" ("revision"),
	"kept" BOOLEAN NOT NULL,
	"before" TEXT NOT NULL,
	PRIMARY KEY ("noun", "subject")
);

CREATE INDEX "last_changes_of_revision" ON "last_changes" ("revision");

CREATE INDEX "audit_of_subject" ON "audit" ("noun", "subject", "revision");

CREATE TABLE "mappings" (
	"mapping" TEXT NOT NULL,
	"text" TEXT NOT NULL,
	"at" TIMESTAMP NOT NULL,
	"actor" TEXT NOT NULL,
	PRIMARY KEY ("mapping")
);
