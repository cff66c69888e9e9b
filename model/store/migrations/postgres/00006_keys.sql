-- Keys with which programs read. Of a key only a hash is kept.

-- +goose Up

CREATE TABLE "access_keys" (
	"key" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
	"hash" TEXT COLLATE "C" NOT NULL UNIQUE,
	"name" TEXT COLLATE "C" NOT NULL,
	"audience" TEXT COLLATE "C" NOT NULL CHECK ("audience" IN ('commissioner', 'public')),
	"made" TIMESTAMPTZ NOT NULL,
	"until" TEXT COLLATE "C" NOT NULL,
	"revoked" TIMESTAMPTZ
);
