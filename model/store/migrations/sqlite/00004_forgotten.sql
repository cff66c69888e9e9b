-- What was changed is only ever added to, but that what tells of a place is
-- taken out where it has come under protection. Which entries that were, and
-- by which revision, is itself only added to.

-- +goose Up

CREATE TABLE "forgotten" (
	"entry" INTEGER NOT NULL REFERENCES "audit" ("entry"),
	"revision" INTEGER NOT NULL REFERENCES "revisions" ("revision"),
	PRIMARY KEY ("entry", "revision")
);

DROP TRIGGER "audit_no_update";

-- +goose StatementBegin
CREATE TRIGGER "audit_no_update" BEFORE UPDATE ON "audit"
WHEN OLD."entry" <> NEW."entry" OR OLD."revision" <> NEW."revision" OR OLD."place" <> NEW."place"
	OR OLD."action" <> NEW."action" OR OLD."noun" <> NEW."noun" OR OLD."subject" <> NEW."subject"
	OR NOT EXISTS (SELECT 1 FROM "forgotten" f WHERE f."entry" = OLD."entry" AND f."revision" = (SELECT MAX(r."revision") FROM "revisions" r))
BEGIN
	SELECT RAISE(ABORT, 'audit is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER "forgotten_no_update" BEFORE UPDATE ON "forgotten" BEGIN
	SELECT RAISE(ABORT, 'forgotten is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER "forgotten_no_delete" BEFORE DELETE ON "forgotten" BEGIN
	SELECT RAISE(ABORT, 'forgotten is only added to');
END;
-- +goose StatementEnd
