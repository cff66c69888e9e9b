-- What a routing engine answered, kept so that it is not asked again while
-- neither the area's point nor the site has moved. Minutes are empty where it
-- found no way.

-- +goose Up

CREATE TABLE "routed" (
	"area_code" TEXT COLLATE "C" NOT NULL,
	"site" TEXT COLLATE "C" NOT NULL,
	"mode" TEXT COLLATE "C" NOT NULL,
	"from_version" TEXT COLLATE "C" NOT NULL,
	"to_version" TEXT COLLATE "C" NOT NULL,
	"minutes" DOUBLE PRECISION,
	"asked" TIMESTAMPTZ NOT NULL,
	PRIMARY KEY ("area_code", "site", "mode")
);
