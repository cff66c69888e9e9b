package api

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/respond"
)

// stall is how long a reader of an export may take for a part of it.
const stall = time.Minute

// form is a way to write a table.
type form struct {
	contentType string
	write       func(w io.Writer, x *exported) error
}

// forms are the formats of exports, by the ending of the file.
var forms = map[string]form{
	"csv":     {"text/csv; charset=utf-8", writeCSV},
	"geojson": {"application/geo+json", writeGeoJSON},
	"json":    {"application/json", writeJSON},
	"xlsx":    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writeXLSX},
	"zip":     {"application/zip", writePackage},
}

// exported is one export: what of, and where it comes from.
type exported struct {
	view       *disclosure.View
	table      string
	kinds      []model.AreaKind
	provenance disclosure.Provenance
}

// layered are the tables that can be drawn on a map.
var layered = []string{"coverage", "tiers", "practice", "gaps", "need", "ranks", "sites"}

// exportParameters are those that an export takes.
var exportParameters = []string{"on", "for", "lang", "kind", "package"}

// export streams one table as a file.
func (d *door) export(c echo.Context) error {
	x, format, err := d.exportOf(c)
	if err != nil {
		return err
	}
	extension := map[bool]string{true: "zip", false: format}[c.QueryParam("package") == "yes"]
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, forms[extension].contentType)
	header.Set(echo.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="%s-%s-%s.%s"`, x.table, x.view.Date(), x.view.Audience(), extension))
	return forms[extension].write(&patient{c.Response(), http.NewResponseController(c.Response()), 0}, x)
}

// exportOf reads what was asked for.
func (d *door) exportOf(c echo.Context) (*exported, string, error) {
	if language := words.Language(c.QueryParam("lang")); slices.Contains(words.Languages, language) {
		respond.SetLanguage(c, language)
	}
	name, format, _ := strings.Cut(c.Param("file"), ".")
	switch {
	case format != "geojson" && !slices.Contains(disclosure.Tables, name) || format == "zip" || forms[format].write == nil:
		return nil, "", noExport(c)
	case format == "geojson" && !slices.Contains(layered, name):
		return nil, "", noExport(c)
	}
	if p := exportFault(c, format); p != nil {
		return nil, "", p
	}
	day, p := respond.Day(c, c.QueryParam("on"), d.planner.Today())
	if p != nil {
		return nil, "", p
	}
	x := &exported{table: name, kinds: kindsOf(c)}
	audience := disclosure.Commissioner
	if asked := c.QueryParam("for"); asked != "" {
		audience = disclosure.Audience(asked)
	}
	var err error
	if x.view, err = d.planner.View(c.Request().Context(), day, audience); err != nil {
		return nil, "", err
	}
	x.provenance, err = d.planner.Provenance(c.Request().Context(), d.config.Product, x.view)
	return x, format, err
}

func noExport(c echo.Context) error {
	return respond.Refusal(c, http.StatusNotFound, "file", "server.no_tables", "Found", model.Quoted(c.Param("file")), "Allowed",
		strings.Join(disclosure.Tables, ", ")+" (.csv, .xlsx, .json); "+strings.Join(layered, ", ")+" (.geojson)")
}

// exportFault is what is wrong with the parameters of an export.
func exportFault(c echo.Context, format string) *respond.Problem {
	if _, p := respond.Query(c, exportParameters...); p != nil {
		return p
	}
	allowed := map[string][]string{"for": textOf(disclosure.Audiences), "lang": textOf(words.Languages), "package": {"yes", "no"}, "kind": textOf(model.Kinds)}
	for _, name := range exportParameters {
		for value := range strings.SplitSeq(c.QueryParam(name), ",") {
			if values := allowed[name]; values != nil && c.QueryParams().Has(name) && !slices.Contains(values, value) {
				return notAsExpected(c, name, value, oneOf(respond.Voice(c), values))
			}
		}
	}
	if c.QueryParam("package") == "yes" && format != "csv" {
		return notAsExpected(c, "package", "yes", oneOf(respond.Voice(c), []string{"no"}))
	}
	return nil
}

func kindsOf(c echo.Context) []model.AreaKind {
	var kinds []model.AreaKind
	for kind := range strings.SplitSeq(c.QueryParam("kind"), ",") {
		if kind != "" {
			kinds = append(kinds, model.AreaKind(kind))
		}
	}
	return kinds
}

// patient moves the deadline of an answer as long as its reader takes some of
// it in time: an export may be large, and a line slow.
type patient struct {
	io.Writer
	control *http.ResponseController
	since   int
}

// Write writes, and moves the deadline once a megabyte.
func (p *patient) Write(b []byte) (int, error) {
	if p.since == 0 {
		_ = p.control.SetWriteDeadline(time.Now().Add(stall)) // where there is none to move, none is needed
	}
	if p.since += len(b); p.since > 1<<20 {
		p.since = 0
	}
	return p.Writer.Write(b)
}

// documentExports describes what huma does not serve itself.
func (d *door) documentExports() {
	text := func(name, doc string, enum ...any) *huma.Param {
		return &huma.Param{Name: name, In: "query", Description: doc, Schema: &huma.Schema{Type: "string", Enum: enum}}
	}
	d.huma.OpenAPI().AddOperation(&huma.Operation{
		OperationID: "export", Method: http.MethodGet, Path: "/export/{file}", Tags: []string{"files"}, Summary: "A whole table as a file",
		Description: "The tables are " + strings.Join(disclosure.Tables, ", ") + ", as .csv, .xlsx or .json; " + strings.Join(layered, ", ") +
			" also as .geojson, where each area is one feature with all its figures as properties, and each gap one of its own; sites are the public ones as points and those shown by their area without one. Every file but a bare .csv carries method version, revision, date, sources, licences and attribution.",
		Parameters: []*huma.Param{
			{Name: "file", In: "path", Required: true, Description: "The table and the format, like coverage.geojson.", Example: "coverage.geojson", Schema: &huma.Schema{Type: "string"}},
			text("on", "The day that the figures are for, as 2026-04-01. Today where it is left out."),
			text("for", "Whom the figures are for; a commissioner where it is left out.", "commissioner", "public"),
			text("lang", "The language of what is refused: en (English) or cy (Welsh).", "en", "cy"),
			text("kind", "Only areas of these kinds, separated by commas."),
			text("package", "yes packs a .csv with a datapackage.json that says where it comes from.", "yes", "no"),
		},
		Responses: map[string]*huma.Response{"200": {Description: "The file."}, "400": {}, "404": {}},
	})
}
