package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/respond"
)

// exported is one export: what of, and where it comes from.
type exported struct {
	view       *disclosure.View
	table      string
	filter     disclosure.Filter
	provenance disclosure.Provenance
	desktop    bool
	system     *crs.System
}

// exportParameters are those that an export takes.
var exportParameters = []string{"on", "for", "lang", "kind", "area", "within", "tier", "type", "indicator", "gap", "desktop", "crs", "package"}

// readerGone is what the log says of a reader who left before the answer began,
// which is no fault of the server's.
const readerGone = 499

// export streams one table as a file.
func (d *door) export(c echo.Context) error {
	err := d.send(c)
	if err == nil || c.Response().Committed {
		return err
	}
	c.Response().Header().Del(echo.HeaderContentDisposition) // what is answered is no file
	if c.Request().Context().Err() != nil {
		return c.NoContent(readerGone)
	}
	return err
}

func (d *door) send(c echo.Context) error {
	x, format, err := d.exportOf(c)
	if err != nil {
		return err
	}
	form, extension := forms[format], format
	if c.QueryParam("package") == "yes" {
		form, extension = packaged, "zip"
	}
	if err := form.holds.check(x); err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, form.contentType)
	header.Set(echo.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="%s-%s-%s.%s"`, x.table, x.view.Date(), x.view.Audience(), extension))
	return form.write(c.Request().Context(), respond.Patiently(c), x)
}

// exportOf reads what was asked for.
func (d *door) exportOf(c echo.Context) (*exported, string, error) {
	name, format, _ := strings.Cut(c.Param("file"), ".")
	if form, known := forms[format]; !known || !slices.Contains(form.holds.tables(), name) {
		return nil, "", noExport(c)
	}
	if p := exportFault(c, format); p != nil {
		return nil, "", p
	}
	x := &exported{table: name, desktop: c.QueryParam("desktop") == "yes", system: crs.NationalGrid}
	var err error
	if asked := c.QueryParam("crs"); asked != "" {
		if x.system, err = crs.Find(asked); err != nil {
			return nil, "", err
		}
	}
	if x.filter, err = filterOf(c); err != nil {
		return nil, "", err
	}
	audience := disclosure.Commissioner
	if asked := respond.Audience(c); asked != "" {
		audience = disclosure.Audience(asked)
	}
	day, p := d.dayFor(c, audience)
	if p != nil {
		return nil, "", p
	}
	if x.view, err = d.planner.View(c.Request().Context(), day, audience); err != nil {
		return nil, "", err
	}
	x.provenance, err = d.planner.Provenance(c.Request().Context(), d.config.Product, x.view)
	return x, format, err
}

func noExport(c echo.Context) error {
	return respond.Refusal(c, http.StatusNotFound, "file", "server.no_tables", "Found", model.Quoted(c.Param("file")), "Allowed",
		strings.Join(disclosure.Tables, ", ")+" (.csv, .xlsx, .json, .gpkg); "+strings.Join(disclosure.Layered, ", ")+" (.gpkg, .geojson, .shp.zip, .geojsons, .geojsonl)")
}

// exportFault is what is wrong with the parameters of an export.
func exportFault(c echo.Context, format string) *respond.Problem {
	if _, p := respond.Query(c, exportParameters...); p != nil {
		return p
	}
	allowed := map[string][]string{"for": textOf(disclosure.Audiences), "lang": textOf(words.Languages), "package": yesOrNo, "desktop": yesOrNo, "within": yesOrNo,
		"kind": textOf(model.Kinds), "crs": systemCodes()}
	for _, name := range exportParameters {
		for value := range strings.SplitSeq(c.QueryParam(name), ",") {
			if values := allowed[name]; values != nil && c.QueryParams().Has(name) && !slices.Contains(values, value) {
				return notAsExpected(c, name, value, oneOf(respond.Voice(c), values))
			}
		}
	}
	for name, formats := range formatsOf {
		if value := c.QueryParam(name); value != "" && value != "no" && !slices.Contains(formats, format) {
			return respond.Refusal(c, http.StatusBadRequest, name, "server.not_for_format", "Name", name, "Formats", respond.Voice(c).List(formats), "Format", format)
		}
	}
	return nil
}

var yesOrNo = []string{"yes", "no"}

// formatsOf are the formats that a parameter is for, where it is not for all.
var formatsOf = map[string][]string{"package": {"csv"}, "desktop": {"csv", "xlsx"}, "crs": {"gpkg", "shp.zip"}}

func systemCodes() []string {
	var codes []string
	for _, system := range crs.Systems {
		codes = append(codes, system.Code)
	}
	return codes
}

// filterOf reads what of the table was asked for; the view says whether there
// is such a thing.
func filterOf(c echo.Context) (disclosure.Filter, error) {
	tiers, err := disclosure.FilterTiers(c.QueryParam("tier"))
	return disclosure.Filter{Kinds: kindsOf(c), Area: c.QueryParam("area"), Within: c.QueryParam("within") == "yes", Tiers: tiers,
		Type: c.QueryParam("type"), Indicator: c.QueryParam("indicator"), Gap: gap.Kind(c.QueryParam("gap"))}, err
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
