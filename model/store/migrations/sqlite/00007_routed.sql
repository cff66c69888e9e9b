-- What a routing engine answered, kept so that it is not asked again while
-- neither the area's point nor the site has moved. Minutes are empty where it
-- found no way.

-- +goose Up

CREATE TABLE "routed" (
	"area_code" TEXT NOT NULL,
	"site" TEXT NOT NULL,
	"mode" TEXT NOT NULL,
	"from_version" TEXT NOT NULL,
	"to_version" TEXT NOT NULL,
	"minutes" DOUBLE PRECISION,
	"asked" TIMESTAMP NOT NULL,
	PRIMARY KEY ("area_code", "site", "mode")
);
