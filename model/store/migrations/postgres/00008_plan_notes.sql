-- What people say of scenarios beside their changes: whose a scenario is, from
-- which revision on, and comments. A comment that is withdrawn leaves that it
-- was there, by whom and when; its words go.

-- +goose Up

CREATE TABLE "plan_owners" (
	"entry" BIGINT NOT NULL,
	"scenario" TEXT COLLATE "C" NOT NULL,
	"revision" BIGINT NOT NULL REFERENCES "revisions" ("revision"),
	"owner" TEXT COLLATE "C" NOT NULL,
	"actor" TEXT COLLATE "C" NOT NULL,
	"at" TIMESTAMPTZ NOT NULL,
	PRIMARY KEY ("entry")
);

CREATE INDEX "plan_owners_of_scenario" ON "plan_owners" ("scenario");

CREATE TABLE "plan_comments" (
	"entry" BIGINT NOT NULL,
	"scenario" TEXT COLLATE "C" NOT NULL,
	"revision" BIGINT NOT NULL REFERENCES "revisions" ("revision"),
	"place" BIGINT NOT NULL CHECK ("place" >= 0),
	"change" TEXT COLLATE "C" NOT NULL,
	"service" TEXT COLLATE "C" NOT NULL,
	"text" TEXT COLLATE "C" NOT NULL,
	"author" TEXT COLLATE "C" NOT NULL CHECK ("author" <> ''),
	"at" TIMESTAMPTZ NOT NULL,
	PRIMARY KEY ("entry")
);

CREATE INDEX "plan_comments_of_scenario" ON "plan_comments" ("scenario");

CREATE TABLE "plan_withdrawals" (
	"entry" BIGINT NOT NULL REFERENCES "plan_comments" ("entry"),
	"author" TEXT COLLATE "C" NOT NULL CHECK ("author" <> ''),
	"at" TIMESTAMPTZ NOT NULL,
	PRIMARY KEY ("entry")
);

-- What was changed in these tables is only ever added to, but that the words of
-- a comment go once it is withdrawn.

CREATE TRIGGER "plan_owners_only_added_to" BEFORE UPDATE OR DELETE OR TRUNCATE ON "plan_owners"
	FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();

CREATE TRIGGER "plan_withdrawals_only_added_to" BEFORE UPDATE OR DELETE OR TRUNCATE ON "plan_withdrawals"
	FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();

CREATE TRIGGER "plan_comments_only_added_to" BEFORE DELETE OR TRUNCATE ON "plan_comments"
	FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();

-- +goose StatementBegin
CREATE FUNCTION only_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW."text" <> '' OR (OLD."entry", OLD."scenario", OLD."revision", OLD."place", OLD."change", OLD."service", OLD."author", OLD."at")
		IS DISTINCT FROM (NEW."entry", NEW."scenario", NEW."revision", NEW."place", NEW."change", NEW."service", NEW."author", NEW."at")
		OR NOT EXISTS (SELECT 1 FROM "plan_withdrawals" w WHERE w."entry" = OLD."entry") THEN
		RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
	END IF;
	RETURN NEW;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER "plan_comments_only_withdrawn" BEFORE UPDATE ON "plan_comments"
	FOR EACH ROW EXECUTE FUNCTION only_withdrawn();
