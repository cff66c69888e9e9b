package geopackage

import (
	"database/sql"
	"fmt"
	"strings"
)

// index makes the spatial index of a layer and gives the statement that
// enters a feature.
func (w *writer) index(layer string) (*sql.Stmt, error) {
	tree := quoted("rtree_" + layer + "_" + geometryColumn)
	if err := w.do("CREATE VIRTUAL TABLE " + tree + " USING rtree(id, minx, maxx, miny, maxy)"); err != nil {
		return nil, err
	}
	return w.tx.PrepareContext(w.ctx, "INSERT INTO "+tree+" VALUES (?, ?, ?, ?, ?)")
}

// triggers keep the index when a program edits the layer, as the standard
// words them (annex F.3). T is the table, R its index.
var triggers = []struct{ name, text string }{
	{"insert", `AFTER INSERT ON T WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN PUT; END`},
	{"update1", `AFTER UPDATE OF geom ON T WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN PUT; END`},
	{"update2", `AFTER UPDATE OF geom ON T WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM R WHERE id = OLD.fid; END`},
	{"update3", `AFTER UPDATE ON T WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM R WHERE id = OLD.fid; PUT; END`},
	{"update4", `AFTER UPDATE ON T WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM R WHERE id IN (OLD.fid, NEW.fid); END`},
	{"delete", `AFTER DELETE ON T WHEN OLD.geom NOT NULL BEGIN DELETE FROM R WHERE id = OLD.fid; END`},
}

const put = `INSERT OR REPLACE INTO R VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom))`

// indexed registers the index, and makes its triggers when all features are
// in: they call functions that SQLite alone does not have.
func (w *writer) indexed(layer string) error {
	tree := "rtree_" + layer + "_" + geometryColumn
	names := strings.NewReplacer(" ON T ", " ON "+quoted(layer)+" ", " FROM R ", " FROM "+quoted(tree)+" ", " INTO R ", " INTO "+quoted(tree)+" ")
	for _, t := range triggers {
		text := names.Replace(strings.ReplaceAll(t.text, "PUT", put))
		if err := w.do(fmt.Sprintf("CREATE TRIGGER %s %s", quoted(tree+"_"+t.name), text)); err != nil {
			return err
		}
	}
	return w.do("INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', ?, 'write-only')", layer, geometryColumn, rtreeDefinition)
}
