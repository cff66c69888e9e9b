-- The first schema, as PostgreSQL writes it. One table per noun of package model; the
-- rules that a table holds repeat the struct tags, so that a fault in a program
-- cannot write what no reader would accept. Texts that are not stated are '',
-- except keys of other tables, which are NULL.

-- +goose Up

CREATE TABLE "revisions" (
	"revision" BIGINT NOT NULL,
	"at" TIMESTAMPTZ NOT NULL,
	"actor" TEXT NOT NULL,
	"action" TEXT NOT NULL,
	"source" TEXT NOT NULL,
	"digest" TEXT NOT NULL,
	"method" BIGINT NOT NULL,
	PRIMARY KEY ("revision")
);

CREATE TABLE "methods" (
	"method" BIGINT NOT NULL,
	"revision" BIGINT NOT NULL REFERENCES "revisions" ("revision"),
	PRIMARY KEY ("method")
);

CREATE TABLE "imported_files" (
	"revision" BIGINT NOT NULL REFERENCES "revisions" ("revision"),
	"place" BIGINT NOT NULL,
	"name" TEXT NOT NULL,
	"digest" TEXT NOT NULL,
	"into" TEXT NOT NULL,
	"rows" BIGINT NOT NULL,
	"source" TEXT NOT NULL,
	"licence" TEXT NOT NULL,
	"attribution" TEXT NOT NULL,
	PRIMARY KEY ("revision", "place")
);

CREATE TABLE "audit" (
	"entry" BIGINT NOT NULL,
	"revision" BIGINT NOT NULL REFERENCES "revisions" ("revision"),
	"place" BIGINT NOT NULL,
	"action" TEXT NOT NULL,
	"noun" TEXT NOT NULL,
	"subject" TEXT NOT NULL,
	"before" TEXT NOT NULL,
	"after" TEXT NOT NULL,
	PRIMARY KEY ("entry"),
	UNIQUE ("revision", "place"),
	CONSTRAINT "audit_action" CHECK ("action" IN ('create', 'update', 'remove'))
);

CREATE TABLE "areas" (
	"code" TEXT COLLATE "C" NOT NULL,
	"name" TEXT NOT NULL,
	"name_cy" TEXT NOT NULL,
	"kind" TEXT NOT NULL,
	"parents" TEXT NOT NULL,
	"point_lon" DOUBLE PRECISION,
	"point_lat" DOUBLE PRECISION,
	"need_index" DOUBLE PRECISION,
	"valid_from" TEXT NOT NULL,
	"valid_to" TEXT NOT NULL,
	"boundary" BYTEA,
	PRIMARY KEY ("code"),
	CONSTRAINT "areas_kind" CHECK ("kind" IN ('nation', 'region', 'health_board', 'safeguarding_region', 'police_force', 'local_authority', 'ward', 'msoa', 'lsoa', 'small_area')),
	CONSTRAINT "areas_point_lon" CHECK ("point_lon" BETWEEN -180 AND 180),
	CONSTRAINT "areas_point_lat" CHECK ("point_lat" BETWEEN -90 AND 90),
	CONSTRAINT "areas_need_index" CHECK ("need_index" >= 0)
);

CREATE TABLE "population" (
	"area_code" TEXT COLLATE "C" NOT NULL REFERENCES "areas" ("code"),
	"year" BIGINT NOT NULL,
	"total" DOUBLE PRECISION,
	"ages" TEXT NOT NULL,
	PRIMARY KEY ("area_code", "year"),
	CONSTRAINT "population_year" CHECK ("year" BETWEEN 1900 AND 2200),
	CONSTRAINT "population_total" CHECK ("total" >= 0)
);

CREATE TABLE "observed" (
	"area_code" TEXT COLLATE "C" NOT NULL REFERENCES "areas" ("code"),
	"tier" BIGINT NOT NULL,
	"count" DOUBLE PRECISION NOT NULL,
	"year" BIGINT NOT NULL,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("area_code", "tier", "year"),
	CONSTRAINT "observed_tier" CHECK ("tier" BETWEEN 2 AND 4),
	CONSTRAINT "observed_count" CHECK ("count" >= 0),
	CONSTRAINT "observed_year" CHECK ("year" BETWEEN 1900 AND 2200)
);

CREATE TABLE "service_types" (
	"method" BIGINT NOT NULL REFERENCES "methods" ("method"),
	"service_type" TEXT COLLATE "C" NOT NULL,
	"name" TEXT NOT NULL,
	"name_cy" TEXT NOT NULL,
	"measure" TEXT NOT NULL,
	"unit" TEXT NOT NULL,
	"catchment_km" DOUBLE PRECISION,
	"catchment_minutes" DOUBLE PRECISION,
	"decay" TEXT NOT NULL,
	"audience" TEXT NOT NULL,
	"protected_by_default" BOOLEAN,
	PRIMARY KEY ("method", "service_type"),
	CONSTRAINT "service_types_measure" CHECK ("measure" IN ('places', 'presence')),
	CONSTRAINT "service_types_unit" CHECK ("unit" IN ('', 'child', 'family', 'adult', 'bed_space', 'seat', 'session', 'hour', 'fte')),
	CONSTRAINT "service_types_catchment_km" CHECK ("catchment_km" > 0),
	CONSTRAINT "service_types_catchment_minutes" CHECK ("catchment_minutes" > 0),
	CONSTRAINT "service_types_decay" CHECK ("decay" IN ('', 'binary', 'steps', 'gaussian')),
	CONSTRAINT "service_types_audience" CHECK ("audience" IN ('', 'children', 'parents', 'families', 'perpetrators'))
);

CREATE TABLE "uptake" (
	"method" BIGINT NOT NULL REFERENCES "methods" ("method"),
	"service_type" TEXT COLLATE "C" NOT NULL,
	"tier" BIGINT NOT NULL,
	"uptake" DOUBLE PRECISION NOT NULL,
	"weight" DOUBLE PRECISION,
	"confidence" TEXT NOT NULL,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("method", "service_type", "tier"),
	CONSTRAINT "uptake_of_type" FOREIGN KEY ("method", "service_type") REFERENCES "service_types" ("method", "service_type"),
	CONSTRAINT "uptake_tier" CHECK ("tier" BETWEEN 1 AND 4),
	CONSTRAINT "uptake_uptake" CHECK ("uptake" BETWEEN 0 AND 1),
	CONSTRAINT "uptake_weight" CHECK ("weight" >= 0),
	CONSTRAINT "uptake_confidence" CHECK ("confidence" IN ('', 'sure', 'likely', 'open'))
);

CREATE TABLE "rates" (
	"method" BIGINT NOT NULL REFERENCES "methods" ("method"),
	"tier" BIGINT NOT NULL,
	"age_from" BIGINT NOT NULL,
	"age_to" BIGINT NOT NULL,
	"low" DOUBLE PRECISION,
	"central" DOUBLE PRECISION NOT NULL,
	"high" DOUBLE PRECISION,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("method", "tier", "age_from", "age_to"),
	CONSTRAINT "rates_tier" CHECK ("tier" BETWEEN 2 AND 4),
	CONSTRAINT "rates_age_from" CHECK ("age_from" BETWEEN 0 AND 24),
	CONSTRAINT "rates_age_to" CHECK ("age_to" BETWEEN 0 AND 24),
	CONSTRAINT "rates_low" CHECK ("low" >= 0),
	CONSTRAINT "rates_central" CHECK ("central" >= 0),
	CONSTRAINT "rates_high" CHECK ("high" >= 0)
);

CREATE TABLE "shares" (
	"method" BIGINT NOT NULL REFERENCES "methods" ("method"),
	"tier" BIGINT NOT NULL,
	"attribute" TEXT COLLATE "C" NOT NULL,
	"share" DOUBLE PRECISION NOT NULL,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("method", "tier", "attribute"),
	CONSTRAINT "shares_tier" CHECK ("tier" BETWEEN 1 AND 4),
	CONSTRAINT "shares_share" CHECK ("share" BETWEEN 0 AND 1)
);

CREATE TABLE "settings" (
	"method" BIGINT NOT NULL REFERENCES "methods" ("method"),
	"setting" TEXT COLLATE "C" NOT NULL,
	"value" DOUBLE PRECISION NOT NULL,
	PRIMARY KEY ("method", "setting")
);

CREATE TABLE "providers" (
	"provider" TEXT COLLATE "C" NOT NULL,
	"name" TEXT NOT NULL,
	"name_cy" TEXT NOT NULL,
	"sector" TEXT NOT NULL,
	"website" TEXT NOT NULL,
	"charity_number" TEXT NOT NULL,
	PRIMARY KEY ("provider"),
	CONSTRAINT "providers_sector" CHECK ("sector" IN ('womens_aid', 'children', 'statutory', 'health', 'police', 'education', 'probation', 'other'))
);

CREATE TABLE "programmes" (
	"programme" TEXT COLLATE "C" NOT NULL,
	"name" TEXT NOT NULL,
	"name_cy" TEXT NOT NULL,
	"weeks" DOUBLE PRECISION,
	"sessions" DOUBLE PRECISION,
	"session_hours" DOUBLE PRECISION,
	"age_min" BIGINT,
	"age_max" BIGINT,
	"min_group" DOUBLE PRECISION,
	"max_group" DOUBLE PRECISION,
	"concurrent_parent_group" BOOLEAN,
	"rolling_entry" BOOLEAN,
	"licence_years" BIGINT,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("programme"),
	CONSTRAINT "programmes_weeks" CHECK ("weeks" > 0),
	CONSTRAINT "programmes_sessions" CHECK ("sessions" >= 0),
	CONSTRAINT "programmes_session_hours" CHECK ("session_hours" >= 0),
	CONSTRAINT "programmes_age_min" CHECK ("age_min" BETWEEN 0 AND 24),
	CONSTRAINT "programmes_age_max" CHECK ("age_max" BETWEEN 0 AND 24),
	CONSTRAINT "programmes_min_group" CHECK ("min_group" >= 0),
	CONSTRAINT "programmes_max_group" CHECK ("max_group" >= 0),
	CONSTRAINT "programmes_licence_years" CHECK ("licence_years" >= 0)
);

CREATE TABLE "services" (
	"service" TEXT COLLATE "C" NOT NULL,
	"provider" TEXT NOT NULL REFERENCES "providers" ("provider"),
	"name" TEXT NOT NULL,
	"name_cy" TEXT NOT NULL,
	"service_type" TEXT NOT NULL,
	"programme" TEXT REFERENCES "programmes" ("programme"),
	"mode" TEXT NOT NULL,
	"age_min" BIGINT,
	"age_max" BIGINT,
	"school_year_min" BIGINT,
	"excludes" TEXT NOT NULL,
	"areas_served" TEXT NOT NULL,
	"capacity" DOUBLE PRECISION,
	"capacity_unit" TEXT NOT NULL,
	"cohorts_per_year" DOUBLE PRECISION,
	"places_per_cohort" DOUBLE PRECISION,
	"parent_places_per_cohort" DOUBLE PRECISION,
	"caseload" DOUBLE PRECISION,
	"weeks_per_case" DOUBLE PRECISION,
	"bed_spaces" DOUBLE PRECISION,
	"average_stay_days" DOUBLE PRECISION,
	"start" TEXT NOT NULL,
	"end" TEXT NOT NULL,
	"contract_end" TEXT NOT NULL,
	"licence_start" TEXT NOT NULL,
	"licence_end" TEXT NOT NULL,
	"funder" TEXT NOT NULL,
	"annual_cost" DOUBLE PRECISION,
	"languages" TEXT NOT NULL,
	"by_and_for" TEXT NOT NULL,
	"parallel_service" TEXT REFERENCES "services" ("service") DEFERRABLE INITIALLY DEFERRED,
	PRIMARY KEY ("service"),
	CONSTRAINT "services_mode" CHECK ("mode" IN ('group', 'one_to_one', 'virtual_group', 'virtual_one_to_one', 'outreach', 'residential', 'agency')),
	CONSTRAINT "services_age_min" CHECK ("age_min" BETWEEN 0 AND 24),
	CONSTRAINT "services_age_max" CHECK ("age_max" BETWEEN 0 AND 24),
	CONSTRAINT "services_school_year_min" CHECK ("school_year_min" BETWEEN 0 AND 14),
	CONSTRAINT "services_capacity" CHECK ("capacity" >= 0),
	CONSTRAINT "services_capacity_unit" CHECK ("capacity_unit" IN ('', 'child', 'family', 'adult', 'bed_space', 'seat', 'session', 'hour', 'fte')),
	CONSTRAINT "services_cohorts_per_year" CHECK ("cohorts_per_year" >= 0),
	CONSTRAINT "services_places_per_cohort" CHECK ("places_per_cohort" >= 0),
	CONSTRAINT "services_parent_places_per_cohort" CHECK ("parent_places_per_cohort" >= 0),
	CONSTRAINT "services_caseload" CHECK ("caseload" >= 0),
	CONSTRAINT "services_weeks_per_case" CHECK ("weeks_per_case" > 0),
	CONSTRAINT "services_bed_spaces" CHECK ("bed_spaces" >= 0),
	CONSTRAINT "services_average_stay_days" CHECK ("average_stay_days" > 0),
	CONSTRAINT "services_annual_cost" CHECK ("annual_cost" >= 0)
);

CREATE TABLE "sites" (
	"site" TEXT COLLATE "C" NOT NULL,
	"service" TEXT NOT NULL REFERENCES "services" ("service"),
	"name" TEXT NOT NULL,
	"disclosure" TEXT NOT NULL,
	"lon" DOUBLE PRECISION,
	"lat" DOUBLE PRECISION,
	"postcode" TEXT NOT NULL,
	"area_code" TEXT REFERENCES "areas" ("code"),
	PRIMARY KEY ("site"),
	CONSTRAINT "sites_disclosure" CHECK ("disclosure" IN ('public', 'area_only', 'protected')),
	CONSTRAINT "sites_lon" CHECK ("lon" BETWEEN -180 AND 180),
	CONSTRAINT "sites_lat" CHECK ("lat" BETWEEN -90 AND 90),
	CONSTRAINT "sites_point" CHECK (("lon" IS NULL) = ("lat" IS NULL)),
	CONSTRAINT "sites_protected" CHECK ("disclosure" <> 'protected' OR ("lon" IS NULL AND "lat" IS NULL AND "postcode" = ''))
);

CREATE TABLE "indicators" (
	"indicator" TEXT COLLATE "C" NOT NULL,
	"name" TEXT NOT NULL,
	"name_cy" TEXT NOT NULL,
	"statement" TEXT NOT NULL,
	"statement_cy" TEXT NOT NULL,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("indicator")
);

CREATE TABLE "criteria" (
	"criterion" TEXT COLLATE "C" NOT NULL,
	"indicator" TEXT NOT NULL REFERENCES "indicators" ("indicator"),
	"text" TEXT NOT NULL,
	"text_cy" TEXT NOT NULL,
	"partnership" BOOLEAN,
	"subject_type" TEXT NOT NULL,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("criterion")
);

CREATE TABLE "levels" (
	"criterion" TEXT COLLATE "C" NOT NULL REFERENCES "criteria" ("criterion"),
	"level" TEXT COLLATE "C" NOT NULL,
	"text" TEXT NOT NULL,
	"text_cy" TEXT NOT NULL,
	PRIMARY KEY ("criterion", "level"),
	CONSTRAINT "levels_level" CHECK ("level" IN ('0', '1', '2', '3', 'na'))
);

CREATE TABLE "assessments" (
	"subject_kind" TEXT COLLATE "C" NOT NULL,
	"subject" TEXT COLLATE "C" NOT NULL,
	"criterion" TEXT COLLATE "C" NOT NULL REFERENCES "criteria" ("criterion"),
	"self_level" TEXT NOT NULL,
	"moderated_level" TEXT NOT NULL,
	"evidence" TEXT NOT NULL,
	"assessor" TEXT NOT NULL,
	"assessed_on" TEXT COLLATE "C" NOT NULL,
	"review_by" TEXT NOT NULL,
	PRIMARY KEY ("subject_kind", "subject", "criterion", "assessed_on"),
	CONSTRAINT "assessments_subject_kind" CHECK ("subject_kind" IN ('service', 'provider', 'area')),
	CONSTRAINT "assessments_self_level" CHECK ("self_level" IN ('', '0', '1', '2', '3', 'na')),
	CONSTRAINT "assessments_moderated_level" CHECK ("moderated_level" IN ('', '0', '1', '2', '3', 'na'))
);

CREATE TABLE "travel" (
	"area_code" TEXT COLLATE "C" NOT NULL REFERENCES "areas" ("code"),
	"site" TEXT COLLATE "C" NOT NULL REFERENCES "sites" ("site"),
	"minutes" DOUBLE PRECISION NOT NULL,
	"mode" TEXT COLLATE "C" NOT NULL,
	PRIMARY KEY ("area_code", "site", "mode"),
	CONSTRAINT "travel_minutes" CHECK ("minutes" >= 0)
);

CREATE TABLE "scenario_changes" (
	"scenario" TEXT COLLATE "C" NOT NULL,
	"place" BIGINT NOT NULL,
	"change" TEXT NOT NULL,
	"service" TEXT NOT NULL,
	"sets" TEXT,
	"cost" DOUBLE PRECISION,
	PRIMARY KEY ("scenario", "place"),
	CONSTRAINT "scenario_changes_change" CHECK ("change" IN ('open', 'close', 'resize', 'move', 'serve', 'accept', 'renew'))
);

CREATE TABLE "tiers" (
	"tier" BIGINT NOT NULL,
	"code" TEXT NOT NULL,
	"table_label" TEXT NOT NULL,
	"table_label_cy" TEXT NOT NULL,
	"prose_label" TEXT NOT NULL,
	"prose_label_cy" TEXT NOT NULL,
	"who" TEXT NOT NULL,
	"who_cy" TEXT NOT NULL,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("tier"),
	CONSTRAINT "tiers_tier" CHECK ("tier" BETWEEN 1 AND 4)
);

CREATE TABLE "tier_rows" (
	"row" TEXT COLLATE "C" NOT NULL,
	"tier" BIGINT NOT NULL REFERENCES "tiers" ("tier"),
	"label" TEXT NOT NULL,
	"label_cy" TEXT NOT NULL,
	"local_alias" TEXT NOT NULL,
	"kind" TEXT NOT NULL,
	"service_type" TEXT NOT NULL,
	"confidence" TEXT NOT NULL,
	"note" TEXT NOT NULL,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("row"),
	CONSTRAINT "tier_rows_tier" CHECK ("tier" BETWEEN 1 AND 4),
	CONSTRAINT "tier_rows_kind" CHECK ("kind" IN ('service', 'policy')),
	CONSTRAINT "tier_rows_confidence" CHECK ("confidence" IN ('sure', 'likely', 'open'))
);

CREATE TABLE "framework_items" (
	"framework" TEXT COLLATE "C" NOT NULL,
	"item" TEXT COLLATE "C" NOT NULL,
	"text" TEXT NOT NULL,
	"text_cy" TEXT NOT NULL,
	"note" TEXT NOT NULL,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("framework", "item")
);

CREATE TABLE "variants" (
	"programme" TEXT COLLATE "C" NOT NULL REFERENCES "programmes" ("programme"),
	"variant" TEXT COLLATE "C" NOT NULL,
	"name" TEXT NOT NULL,
	"name_cy" TEXT NOT NULL,
	"modes" TEXT NOT NULL,
	"age_min" BIGINT,
	"age_max" BIGINT,
	"school_year_min" BIGINT,
	"excludes" TEXT NOT NULL,
	"printed" TEXT NOT NULL,
	"source" TEXT NOT NULL,
	PRIMARY KEY ("programme", "variant"),
	CONSTRAINT "variants_age_min" CHECK ("age_min" BETWEEN 0 AND 24),
	CONSTRAINT "variants_age_max" CHECK ("age_max" BETWEEN 0 AND 24),
	CONSTRAINT "variants_school_year_min" CHECK ("school_year_min" BETWEEN 0 AND 14)
);

CREATE TABLE "claims" (
	"subject_kind" TEXT COLLATE "C" NOT NULL,
	"subject" TEXT COLLATE "C" NOT NULL,
	"attribute" TEXT COLLATE "C" NOT NULL,
	"place" BIGINT NOT NULL,
	"value" TEXT NOT NULL,
	"value_cy" TEXT NOT NULL,
	"low" TEXT NOT NULL,
	"high" TEXT NOT NULL,
	"unit" TEXT NOT NULL,
	"geography" TEXT NOT NULL,
	"as_of" TEXT NOT NULL,
	"status" TEXT NOT NULL,
	"basis" TEXT NOT NULL,
	"source" TEXT NOT NULL,
	"section" TEXT NOT NULL,
	"address" TEXT NOT NULL,
	"note" TEXT NOT NULL,
	PRIMARY KEY ("subject_kind", "subject", "attribute", "place"),
	CONSTRAINT "claims_place" CHECK ("place" >= 1)
);

CREATE TABLE "sources" (
	"source" TEXT COLLATE "C" NOT NULL,
	"title" TEXT NOT NULL,
	"what" TEXT NOT NULL,
	"dated" TEXT NOT NULL,
	"address" TEXT NOT NULL,
	PRIMARY KEY ("source")
);

-- What was changed, when and by whom is only ever added to.

-- +goose StatementBegin
CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER "revisions_only_added_to" BEFORE UPDATE OR DELETE OR TRUNCATE ON "revisions"
	FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();

CREATE TRIGGER "audit_only_added_to" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit"
	FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();
