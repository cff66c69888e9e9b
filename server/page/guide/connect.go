package guide

import (
	"embed"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/server/page/parts"
)

// snippets are what people copy into their programs, one file each: its name
// is the program and what it shows, its ending the language. ORIGIN stands for
// the address of this server, KIND for a kind of area that there is.
//
//go:embed snippets
var snippets embed.FS

// snippet is text to copy. Language is what it is written in.
type snippet struct{ ID, Label, Language, Text string }

// programs are those that the page tells of, each with its snippets. What is
// said of one is guide.connect_PROGRAM and what is numbered behind it; a
// snippet is headed by guide.connect_snippet_NAME.
var programs = []struct {
	key      string
	snippets []string
}{
	{"qgis", []string{"qgis_features.txt", "qgis_tiles.txt"}},
	{"gdal", []string{"gdal.sh", "gdal_key.sh"}},
	{"python", []string{"python.py", "python_key.py", "python_geopandas.py"}},
	{"r", []string{"r_sf.R", "r_httr2.R"}},
	{"excel", []string{"excel.m", "excel_key.m"}},
	{"power_bi", []string{"power_bi.m", "power_bi_key.m"}},
}

// connect says how programs read what the pages show.
func (d *door) connect(c echo.Context) error {
	a, err := d.open(c, "", "connect")
	if err != nil {
		return err
	}
	origin := c.Scheme() + "://" + c.Request().Host
	fill := strings.NewReplacer("ORIGIN", origin, "KIND", string(a.commonKind()))
	a.Sections = []section{a.doors(origin), said(a.Voice, "key", "connect_key")}
	for _, program := range programs {
		s := said(a.Voice, program.key, "connect_"+program.key)
		for _, name := range program.snippets {
			one, err := a.snippet(name, fill)
			if err != nil {
				return err
			}
			s.Snippets = append(s.Snippets, one)
		}
		a.Sections = append(a.Sections, s)
	}
	a.list()
	return d.show(c, a)
}

func (a *article) snippet(name string, fill *strings.Replacer) (snippet, error) {
	text, err := snippets.ReadFile("snippets/" + name)
	id := strings.TrimSuffix(name, path.Ext(name))
	return snippet{"snippet-" + id, a.Say("guide.connect_snippet_" + id), strings.TrimPrefix(path.Ext(name), "."), fill.Replace(string(text))}, err
}

// commonKind is the kind of area that snippets name: local authorities, where
// there are any.
func (a *article) commonKind() model.AreaKind {
	kinds := a.View.ShapeKinds()
	if len(kinds) == 0 || slices.Contains(kinds, model.LocalAuthority) {
		return model.LocalAuthority
	}
	return kinds[0]
}

// doors lists the addresses at which programs read.
func (a *article) doors(origin string) section {
	s := said(a.Voice, "addresses", "connect_addresses")
	t := newTable(a.Voice, "addresses-table", "guide.connect_caption", "guide.connect_head_address", "guide.connect_head_for")
	for _, door := range []struct{ path, key string }{
		{"/ogc", "guide.connect_door_ogc"},
		{"/export/coverage.csv", "guide.connect_door_export"},
		{"/api/v1", "guide.connect_door_api"},
		{"/oruk/v3", "guide.connect_door_oruk"},
		{"/tiles/latest/index.json", "guide.connect_door_tiles"},
	} {
		t.add("", plain(origin+door.path), plain(a.Say(door.key)))
	}
	s.Tables = []table{t}
	s.Links = []parts.Link{{Text: a.Say("guide.connect_to_ogc"), URL: a.Link("/ogc", "f", "html")}, {Text: a.Say("guide.connect_to_api"), URL: "/api/v1/docs"}}
	return s
}
