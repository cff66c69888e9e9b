-- Keys with which programs read. Of a key only a hash is kept.

-- +goose Up

CREATE TABLE "access_keys" (
	"key" TEXT NOT NULL PRIMARY KEY,
	"hash" TEXT NOT NULL UNIQUE,
	"name" TEXT NOT NULL,
	"audience" TEXT NOT NULL CHECK ("audience" IN ('commissioner', 'public')),
	"made" TIMESTAMP NOT NULL,
	"until" TEXT NOT NULL,
	"revoked" TIMESTAMP
);
