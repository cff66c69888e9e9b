-- Records of directories of others as they were read: so that a person can see
-- what was read, and say of which type a service is. None is of a service that
-- is protected.

-- +goose Up

CREATE TABLE "feed_records" (
	"feed" TEXT NOT NULL,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('service', 'organization')),
	"id" TEXT NOT NULL,
	"service" TEXT NOT NULL,
	"raw" TEXT NOT NULL,
	"revision" INTEGER NOT NULL REFERENCES "revisions" ("revision"),
	PRIMARY KEY ("feed", "kind", "id")
);

CREATE INDEX "feed_records_of_service" ON "feed_records" ("service");
