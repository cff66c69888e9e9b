package geopackage

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"catchment/model/crs"
	"catchment/model/exchange/provenance"
)

// frameTables are the tables that the standard asks for, annex C.
var frameTables = []string{
	`CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
		organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)`,
	`CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
		last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
		CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))`,
	`CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
		z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
		CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
		CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))`,
	`CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
		CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))`,
	`CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
		mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')`,
	`CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
		timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
		CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id), CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))`,
	`CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL)`,
}

const (
	metadataDefinition = "http://www.geopackage.org/spec120/#extension_metadata"
	rtreeDefinition    = "http://www.geopackage.org/spec120/#extension_rtree"
	// What the provenance is written in.
	metadataStandard = "https://www.rfc-editor.org/rfc/rfc8259"
)

// frame makes everything that is not a layer or a sheet.
func (w *writer) frame() error {
	for _, statement := range frameTables {
		if err := w.do(statement); err != nil {
			return err
		}
	}
	const reference = "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)"
	for _, row := range [][]any{
		{"Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"},
		{"Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"},
		{crs.WGS84.Name, crs.WGS84.SRID, "EPSG", crs.WGS84.SRID, crs.WGS84.WKT1, "longitude and latitude in degrees"},
	} {
		if err := w.do(reference, row...); err != nil {
			return err
		}
	}
	if s := w.system; s.SRID != crs.WGS84.SRID {
		if err := w.do(reference, s.Name, s.SRID, "EPSG", s.SRID, s.WKT1, strings.Join(s.Axes[:], " and ")+" in metres"); err != nil {
			return err
		}
	}
	return w.metadata()
}

func (w *writer) metadata() error {
	text, err := json.Marshal(provenance.Of(w.provenance))
	if err != nil {
		return err
	}
	if err := w.do("INSERT INTO gpkg_metadata VALUES (1, 'dataset', ?, 'application/json', ?)", metadataStandard, string(text)); err != nil {
		return err
	}
	if err := w.do("INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)", w.moment()); err != nil {
		return err
	}
	for _, table := range []string{"gpkg_metadata", "gpkg_metadata_reference"} {
		if err := w.do("INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_metadata', ?, 'read-write')", table, metadataDefinition); err != nil {
			return err
		}
	}
	return nil
}

// moment is when the figures were computed, as the standard writes moments.
func (w *writer) moment() string {
	at := w.provenance.Computed
	if at.IsZero() {
		at = w.provenance.AsOf.Time()
	}
	return at.UTC().Truncate(time.Millisecond).Format("2006-01-02T15:04:05.000Z")
}

// described is the provenance in a sentence or two.
func (w *writer) described() string {
	p := w.provenance
	out := fmt.Sprintf("%s, method version %d, data revision %d, as of %s, for the audience %s. %s", p.Product, p.Method, p.Revision, p.AsOf, p.Audience, p.Rounding)
	for _, s := range p.Sources {
		out += " Source: " + s.Source
		for _, part := range []string{s.Licence, s.Attribution} {
			if part != "" {
				out += "; " + strings.TrimSuffix(part, ".")
			}
		}
		out += "."
	}
	return out
}

// content lists a table with its extent, four NULLs where it has none.
func (w *writer) content(table, kind string, srs any, extent [4]any, count int) error {
	err := w.do("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		table, kind, table, w.described(), w.moment(), extent[0], extent[1], extent[2], extent[3], srs)
	if err != nil {
		return err
	}
	return w.do("INSERT INTO gpkg_ogr_contents VALUES (?, ?)", table, count)
}

// counted keeps GDAL's count when a program adds or takes away rows.
func (w *writer) counted(table string) error {
	for _, c := range []struct{ event, when, sign string }{{"insert", "INSERT", "+"}, {"delete", "DELETE", "-"}} {
		err := w.do(fmt.Sprintf(`CREATE TRIGGER %s AFTER %s ON %s BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count %s 1 WHERE lower(table_name) = lower(%s); END`,
			quoted("trigger_"+c.event+"_feature_count_"+table), c.when, quoted(table), c.sign, literal(table)))
		if err != nil {
			return err
		}
	}
	return nil
}

// quoted writes a name in SQL.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// literal writes a text in SQL.
func literal(text string) string { return `'` + strings.ReplaceAll(text, `'`, `''`) + `'` }
