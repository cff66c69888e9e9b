-- What was changed is only ever added to, but that what tells of a place is
-- taken out where it has come under protection. Which entries that were, and
-- by which revision, is itself only added to.

-- +goose Up

CREATE TABLE "forgotten" (
	"entry" BIGINT NOT NULL REFERENCES "audit" ("entry"),
	"revision" BIGINT NOT NULL REFERENCES "revisions" ("revision"),
	PRIMARY KEY ("entry", "revision")
);

DROP TRIGGER "audit_only_added_to" ON "audit";

CREATE TRIGGER "audit_only_added_to" BEFORE DELETE OR TRUNCATE ON "audit"
	FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();

-- +goose StatementBegin
CREATE FUNCTION only_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (OLD."entry", OLD."revision", OLD."place", OLD."action", OLD."noun", OLD."subject")
		IS DISTINCT FROM (NEW."entry", NEW."revision", NEW."place", NEW."action", NEW."noun", NEW."subject")
		OR NOT EXISTS (SELECT 1 FROM "forgotten" f WHERE f."entry" = OLD."entry" AND f."revision" = (SELECT MAX(r."revision") FROM "revisions" r)) THEN
		RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
	END IF;
	RETURN NEW;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER "audit_only_forgotten" BEFORE UPDATE ON "audit"
	FOR EACH ROW EXECUTE FUNCTION only_forgotten();

CREATE TRIGGER "forgotten_only_added_to" BEFORE UPDATE OR DELETE OR TRUNCATE ON "forgotten"
	FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();
