-- What people say of scenarios beside their changes: whose a scenario is, from
-- which revision on, and comments. A comment that is withdrawn leaves that it
-- was there, by whom and when; its words go.

-- +goose Up

CREATE TABLE "plan_owners" (
	"entry" INTEGER NOT NULL,
	"scenario" TEXT NOT NULL,
	"revision" INTEGER NOT NULL REFERENCES "revisions" ("revision"),
	"owner" TEXT NOT NULL,
	"actor" TEXT NOT NULL,
	"at" TIMESTAMP NOT NULL,
	PRIMARY KEY ("entry")
);

CREATE INDEX "plan_owners_of_scenario" ON "plan_owners" ("scenario");

CREATE TABLE "plan_comments" (
	"entry" INTEGER NOT NULL,
	"scenario" TEXT NOT NULL,
	"revision" INTEGER NOT NULL REFERENCES "revisions" ("revision"),
	"place" INTEGER NOT NULL CHECK ("place" >= 0),
	"change" TEXT NOT NULL,
	"service" TEXT NOT NULL,
	"text" TEXT NOT NULL,
	"author" TEXT NOT NULL CHECK ("author" <> ''),
	"at" TIMESTAMP NOT NULL,
	PRIMARY KEY ("entry")
);

CREATE INDEX "plan_comments_of_scenario" ON "plan_comments" ("scenario");

CREATE TABLE "plan_withdrawals" (
	"entry" INTEGER NOT NULL REFERENCES "plan_comments" ("entry"),
	"author" TEXT NOT NULL CHECK ("author" <> ''),
	"at" TIMESTAMP NOT NULL,
	PRIMARY KEY ("entry")
);

-- What was changed in these tables is only ever added to, but that the words of
-- a comment go once it is withdrawn.

-- +goose StatementBegin
CREATE TRIGGER "plan_owners_no_update" BEFORE UPDATE ON "plan_owners" BEGIN
	SELECT RAISE(ABORT, 'plan_owners is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER "plan_owners_no_delete" BEFORE DELETE ON "plan_owners" BEGIN
	SELECT RAISE(ABORT, 'plan_owners is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER "plan_comments_no_update" BEFORE UPDATE ON "plan_comments"
WHEN NEW."text" <> '' OR OLD."entry" <> NEW."entry" OR OLD."scenario" <> NEW."scenario" OR OLD."revision" <> NEW."revision"
	OR OLD."place" <> NEW."place" OR OLD."change" <> NEW."change" OR OLD."service" <> NEW."service"
	OR OLD."author" <> NEW."author" OR OLD."at" <> NEW."at"
	OR NOT EXISTS (SELECT 1 FROM "plan_withdrawals" w WHERE w."entry" = OLD."entry")
BEGIN
	SELECT RAISE(ABORT, 'plan_comments is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER "plan_comments_no_delete" BEFORE DELETE ON "plan_comments" BEGIN
	SELECT RAISE(ABORT, 'plan_comments is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER "plan_withdrawals_no_update" BEFORE UPDATE ON "plan_withdrawals" BEGIN
	SELECT RAISE(ABORT, 'plan_withdrawals is only added to');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER "plan_withdrawals_no_delete" BEFORE DELETE ON "plan_withdrawals" BEGIN
	SELECT RAISE(ABORT, 'plan_withdrawals is only added to');
END;
-- +goose StatementEnd
