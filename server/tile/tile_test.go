package tile

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange"
	"catchment/model/planner"
	"catchment/model/planner/trial"
	"catchment/model/topology"
	"catchment/seed"
	"catchment/server/respond"
)

// site is the door over a planner of its own.
type site struct {
	*echo.Echo
	planner *planner.Planner
	version string
}

func open(t testing.TB, batch *model.Batch, err error) *site {
	t.Helper()
	p := trial.Open(t, batch, err)
	s := &site{Echo: echo.New(), planner: p}
	s.HTTPErrorHandler = respond.Handler(slog.New(slog.DiscardHandler), nil)
	s.Pre(respond.TakeLanguage)
	Mount(s.Echo, p)
	s.version = s.view(t).BoundaryVersion()
	return s
}

func (s *site) view(t testing.TB) *disclosure.View {
	view, err := s.planner.View(context.Background(), s.planner.Today(), disclosure.Public)
	if err != nil {
		t.Fatal(err)
	}
	return view
}

// shown is the demonstration region for all tests. What is asked of it is in
// memory, so that it outlives its database.
var shown *site

func demonstration(t testing.TB) *site {
	if shown == nil {
		batch, err := trial.Demonstration()
		shown = open(t, batch, err)
	}
	return shown
}

func (s *site) get(path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *site) tile(t testing.TB, kind string, q square) mvt.Layers {
	t.Helper()
	w := s.get("/tiles/" + s.version + "/" + kind + q.path())
	if w.Code == http.StatusNoContent {
		return nil
	}
	if w.Code != http.StatusOK {
		t.Fatalf("%s%s: %d %s", kind, q.path(), w.Code, w.Body)
	}
	layers, err := mvt.Unmarshal(w.Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return layers
}

func (q square) path() string {
	return "/" + strconv.Itoa(q.z) + "/" + strconv.Itoa(q.x) + "/" + strconv.Itoa(q.y) + ".mvt"
}

// holding is the square of a zoom that holds a point of the plane.
func holding(z int, p orb.Point) square {
	n := float64(int(1) << z)
	return square{z, int(p[0] * n), int(p[1] * n)}
}

func TestTile(t *testing.T) {
	s := demonstration(t)
	shapes := s.view(t).Shapes("small_area")
	layers := s.tile(t, "small_area", square{0, 0, 0})
	if len(layers) != 2 || layers[0].Name != "small_area" || layers[1].Name != "small_area-label" || layers[0].Extent != 4096 || layers[0].Version != 2 {
		t.Fatalf("%d layers", len(layers))
	}
	if n := len(layers[1].Features); n != len(shapes) {
		t.Errorf("%d points of %d areas in the whole world", n, len(shapes))
	}
	first := shapes[0]
	q := holding(12, topology.Project(first.Point))
	layers = s.tile(t, "small_area", q)
	i := slices.IndexFunc(layers[0].Features, func(f *featureOf) bool { return f.Properties["code"] == first.Code })
	if i < 0 {
		t.Fatalf("%s is not in the tile of its point", first.Code)
	}
	f := layers[0].Features[i]
	if f.Properties["name"] != first.Name || f.Properties["name_cy"] != first.NameCy || f.ID != float64(1) || len(f.Properties) != 3 {
		t.Errorf("id %v, %v", f.ID, f.Properties)
	}
	if rank := layers[1].Features[0].Properties["rank"]; rank == nil {
		t.Error("a label has no rank")
	}
}

// Outer rings run clockwise on the screen, holes the other way.
func TestRingsAreWound(t *testing.T) {
	s := demonstration(t)
	for _, f := range s.tile(t, "local_authority", square{0, 0, 0})[0].Features {
		for _, polygon := range polygonsOf(f.Geometry) {
			for i, ring := range polygon {
				if clockwise := twiceOf(ring) > 0; clockwise != (i == 0) {
					t.Errorf("%v: ring %d is wound the wrong way", f.Properties["code"], i)
				}
			}
		}
	}
}

func polygonsOf(g orb.Geometry) orb.MultiPolygon {
	if polygon, single := g.(orb.Polygon); single {
		return orb.MultiPolygon{polygon}
	}
	out, _ := g.(orb.MultiPolygon)
	return out
}

// Cut into four times as many tiles at each zoom, the areas of all tiles
// together stay what they were, and every label is in one tile.
func TestTilesCoverTheLand(t *testing.T) {
	s := demonstration(t)
	shapes := s.view(t).Shapes("small_area")
	land := 0.0
	for _, shape := range shapes {
		for _, polygon := range shape.Boundary {
			for i, ring := range polygon {
				projected := make(orb.Ring, len(ring))
				for k, p := range ring {
					projected[k] = topology.Project(p)
				}
				if area := math.Abs(twiceOf(projected)) / 2; i == 0 {
					land += area
				} else {
					land -= area
				}
			}
		}
	}
	l := newGround(s.view(t)).layers["small_area"]
	for _, z := range []int{8, 10, 12} {
		covered, labels := 0.0, 0
		low, high := holding(z, l.square.Min), holding(z, l.square.Max)
		for x := low.x; x <= high.x; x++ {
			for y := low.y; y <= high.y; y++ {
				q := square{z, x, y}
				labels += len(l.labels(q))
				covered += inside(l, q)
			}
		}
		if labels != len(shapes) {
			t.Errorf("zoom %d: %d labels of %d areas", z, labels, len(shapes))
		}
		if math.Abs(covered/land-1) > 0.01 {
			t.Errorf("zoom %d: the tiles cover %g of the land", z, covered/land)
		}
	}
}

// inside is the land of a tile without its buffer, in the plane.
func inside(l *layer, q square) float64 {
	sum := 0.0
	for _, f := range l.within(q) {
		for _, polygon := range polygonsOf(clipped(polygonsOf(f.Geometry))) {
			for _, ring := range polygon {
				sum += twiceOf(ring) / 2
			}
		}
	}
	unit := q.side() / extent
	return sum * unit * unit
}

func TestRefusals(t *testing.T) {
	s := demonstration(t)
	v := s.version
	for _, test := range []struct {
		path   string
		status int
		says   string
	}{
		{"/tiles/000000000000/ward/5/15/10.mvt", 404, "the version is " + v},
		{"/tiles/" + v + "/ward/5/15/10.mvt", 404, "no boundaries of the kind ward"},
		{"/tiles/" + v + "/small_area/15/15/10.mvt", 404, "zoom 0 to 14"},
		{"/tiles/" + v + "/small_area/5/32/10.mvt", 404, "zoom 0 to 14"},
		{"/tiles/" + v + "/small_area/5/-1/10.mvt", 404, "zoom 0 to 14"},
		{"/tiles/" + v + "/small_area/5/1/10.png", 404, "zoom 0 to 14"},
		{"/tiles/" + v + "/small_area/5/1/99999999999999999999.mvt", 404, "zoom 0 to 14"},
		{"/tiles/" + v + "/small_area/09/245/168.mvt", 404, "zoom 0 to 14"},
		{"/tiles/" + v + "/small_area/9/0245/168.mvt", 404, "zoom 0 to 14"},
		{"/tiles/" + v + "/small_area/9/245/+168.mvt", 404, "zoom 0 to 14"},
		{"/tiles/" + v + "/small_area/5/1/10.mvt?on=yesterday", 400, `on is "yesterday"; a date like 2026-04-01`},
		{"/cy/tiles/" + v + "/small_area/5/1/10.mvt?on=yesterday", 400, `"yesterday" yw on; disgwylir dyddiad`},
		{"/tiles/" + v + "/small_area/5/1/10.mvt?on=1/4/2026", 400, "a date like 2026-04-01"},
		{"/tiles/" + v + "/small_area/5/1/10.mvt?on=", 400, "The parameter on has no value"},
		{"/tiles/" + v + "/small_area/5/1/10.mvt?on=2026-04-01&on=2026-04-02", 400, "once only"},
		{"/tiles/" + v + "/small_area/5/1/10.mvt?for=public", 400, `There is no parameter "for" here`},
		{"/tiles/" + v + "/index.json?on=1/4/2026", 400, "a date like 2026-04-01"},
		{"/tiles/" + v + "/index.json?foo=1", 400, `There is no parameter "foo" here`},
		{"/tiles/000000000000/index.json", 404, "the version is " + v},
	} {
		w := s.get(test.path, "Accept", "application/json")
		var problem respond.Problem
		if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil {
			t.Errorf("%s: %v: %.80s", test.path, err, w.Body)
		}
		if w.Code != test.status || !strings.Contains(problem.Detail, test.says) {
			t.Errorf("%s: %d %q", test.path, w.Code, problem.Detail)
		}
		if strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: a refusal is kept for ever", test.path)
		}
	}
}

func TestSending(t *testing.T) {
	s := demonstration(t)
	path := "/tiles/" + s.version + "/small_area/0/0/0.mvt"
	plain, packed := s.get(path), s.get(path, "Accept-Encoding", "br;q=1, gzip;q=0.5")
	unpacking, err := gzip.NewReader(bytes.NewReader(packed.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(unpacking)
	if err != nil || !bytes.Equal(raw, plain.Body.Bytes()) || packed.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("packed and plain differ: %v", err)
	}
	for accepted, want := range map[string]string{"gzip;q=0": "", "GZIP;Q=0": "", "gzip; q=0.000, *": "", "gzip;q=x": "", "br": "", "": "",
		"GZIP": "gzip", "*;q=0, gzip": "gzip", "*": "gzip", "deflate, Gzip ; Q=0.1": "gzip"} {
		if got := s.get(path, "Accept-Encoding", accepted).Header().Get("Content-Encoding"); got != want {
			t.Errorf("for a reader who accepts %q: %q", accepted, got)
		}
	}
	for name, want := range map[string]string{"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding",
		"Content-Type": "application/vnd.mapbox-vector-tile", "Etag": `W/"` + s.version + `"`} {
		if got := plain.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	tag := plain.Header().Get("ETag")
	for _, known := range []string{tag, strings.TrimPrefix(tag, "W/"), `"other", ` + tag, `W/"other",` + tag, "*"} {
		for _, path := range []string{path, "/tiles/" + s.version + "/index.json"} {
			if again := s.get(path, "If-None-Match", known); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
				t.Errorf("%s: %d for a reader who has %s", path, again.Code, known)
			}
		}
	}
	if other := s.get(path, "If-None-Match", `"other"`); other.Code != http.StatusOK {
		t.Errorf("%d for a reader who has another", other.Code)
	}
	if sea := s.get("/tiles/" + s.version + "/small_area/5/0/0.mvt"); sea.Code != http.StatusNoContent || sea.Header().Get("Cache-Control") == "" {
		t.Errorf("the empty sea is %d", sea.Code)
	}
}

// The boundaries of a day are found by the day; on one before any area was
// valid they have another version.
func TestDays(t *testing.T) {
	s := demonstration(t)
	if w := s.get("/tiles/" + s.version + "/small_area/0/0/0.mvt?on=2026-04-01"); w.Code != http.StatusOK {
		t.Errorf("today by its date: %d %s", w.Code, w.Body)
	}
	early, err := s.planner.View(context.Background(), "1900-01-01", disclosure.Public)
	if err != nil {
		t.Fatal(err)
	}
	if w := s.get("/tiles/" + early.BoundaryVersion() + "/index.json?on=1900-01-01"); w.Code != http.StatusOK {
		t.Errorf("another day: %d %s", w.Code, w.Body)
	}
}

// The newest boundaries have an address of their own, which stays: their tiles
// are those of the version in force, and are asked for again each time.
func TestLatest(t *testing.T) {
	s := demonstration(t)
	for _, path := range []string{"/small_area/0/0/0.mvt", "/small_area/5/0/0.mvt", "/local_authority/0/0/0.mvt?on=2026-04-01"} {
		named, latest := s.get("/tiles/"+s.version+path), s.get("/tiles/latest"+path)
		if latest.Code != named.Code || !bytes.Equal(latest.Body.Bytes(), named.Body.Bytes()) {
			t.Errorf("%s: %d with %d bytes, and %d with %d of the version", path, latest.Code, latest.Body.Len(), named.Code, named.Body.Len())
		}
		if got := latest.Header().Get("Cache-Control"); got != "public, no-cache" || latest.Header().Get("ETag") != named.Header().Get("ETag") {
			t.Errorf("%s is kept by %q", path, got)
		}
		if again := s.get("/tiles/latest"+path, "If-None-Match", latest.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Header().Get("Cache-Control") != "public, no-cache" {
			t.Errorf("%s: %d for a reader who has it", path, again.Code)
		}
	}
	var got index
	if err := json.Unmarshal(s.get("/tiles/latest/index.json").Body.Bytes(), &got); err != nil || got.Version != s.version || got.Tiles != "/tiles/latest/{kind}/{z}/{x}/{y}.mvt" {
		t.Errorf("%v, %+v", err, got)
	}
}

// After a boundary has changed, the old version is refused, and the latest is
// the new one, also to a reader who has what it was.
func TestLatestAfterAChange(t *testing.T) {
	batch, err := trial.Demonstration()
	s := open(t, batch, err)
	const path = "/small_area/0/0/0.mvt"
	before := s.get("/tiles/latest" + path)
	batch, err = exchange.ReadFiles(map[string][]byte{
		"areas.csv": []byte("code,name,kind,parents,point_lon,point_lat\nX01999999,New,small_area,X06000001,-7.6,51\n")}, exchange.Options{})
	if err == nil {
		_, err = s.planner.Import(t.Context(), batch, "test")
	}
	if err != nil {
		t.Fatal(err)
	}
	if s.view(t).BoundaryVersion() == s.version {
		t.Fatal("the version is the same")
	}
	if w := s.get("/tiles/" + s.version + path); w.Code != http.StatusNotFound {
		t.Errorf("the old version answers %d", w.Code)
	}
	after := s.get("/tiles/latest"+path, "If-None-Match", before.Header().Get("ETag"))
	if after.Code != http.StatusOK || after.Header().Get("ETag") == before.Header().Get("ETag") {
		t.Errorf("the latest answers %d with %s", after.Code, after.Header().Get("ETag"))
	}
}

// Tiles hold no figures: pages of every site may read them, and why there are
// none.
func TestOtherSites(t *testing.T) {
	s := demonstration(t)
	for path, status := range map[string]int{
		"/tiles/" + s.version + "/small_area/0/0/0.mvt": 200, "/tiles/" + s.version + "/small_area/5/0/0.mvt": 204, "/tiles/" + s.version + "/index.json": 200, "/cy/tiles/latest/small_area/0/0/0.mvt": 200,
		"/tiles/latest/index.json": 200, "/tiles/000000000000/index.json": 404, "/tiles/" + s.version + "/ward/0/0/0.mvt": 404, "/tiles/latest/index.json?foo=1": 400, "/tiles/nothing": 404,
	} {
		for _, method := range []string{http.MethodGet, http.MethodOptions} {
			r := httptest.NewRequest(method, path, nil)
			r.Header.Set("Origin", "https://map.example")
			r.Header.Set("Access-Control-Request-Method", "GET")
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			h := w.Header()
			if h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Cross-Origin-Resource-Policy") != "cross-origin" || !strings.Contains(h.Get("Access-Control-Expose-Headers"), "ETag") {
				t.Errorf("%s %s: %v", method, path, h)
			}
			if method == http.MethodGet && w.Code != status {
				t.Errorf("%s: %d", path, w.Code)
			}
			if method == http.MethodOptions && (w.Code != http.StatusNoContent && status < 300 || !strings.Contains(h.Get("Access-Control-Allow-Headers"), "If-None-Match") || h.Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS") {
				t.Errorf("before %s is asked for: %d, %v", path, w.Code, h)
			}
		}
	}
	if w := s.get("/tilesets"); w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("what only begins like tiles is open")
	}
}

func TestIndex(t *testing.T) {
	s := demonstration(t)
	var got index
	if err := json.Unmarshal(s.get("/tiles/"+s.version+"/index.json").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != s.version || got.MaxZoom != 14 || len(got.Layers) != len(s.view(t).ShapeKinds()) {
		t.Errorf("%+v", got)
	}
	for _, kind := range got.Layers {
		b := kind.Bounds
		if kind.Areas != len(s.view(t).Shapes(model.AreaKind(kind.Kind))) || b[0] >= b[2] || b[1] >= b[3] || b[1] < 40 {
			t.Errorf("%+v", kind)
		}
	}
}

// No tile depends on a protected place: with every site and service taken
// away, the tiles are the same to the byte.
func TestTilesHoldNoPlaces(t *testing.T) {
	files := seed.Demonstration(trial.Now)
	with := demonstration(t)
	bare, err := exchange.ReadFiles(map[string][]byte{"areas.geojson": files["areas.geojson"], "population.csv": files["population.csv"]}, exchange.Options{})
	without := open(t, bare, err)
	if with.version != without.version {
		t.Fatalf("the version depends on more than areas: %s and %s", with.version, without.version)
	}
	for _, path := range []string{"/small_area/0/0/0.mvt", "/local_authority/0/0/0.mvt"} {
		a, b := with.get("/tiles/"+with.version+path), without.get("/tiles/"+with.version+path)
		if !bytes.Equal(a.Body.Bytes(), b.Body.Bytes()) || a.Body.Len() == 0 {
			t.Errorf("%s differs", path)
		}
	}
}

const wales = "../../../shared/data/wales"

func readWales(t testing.TB) *site {
	t.Helper()
	batch, err := trial.Wales(t, wales)
	return open(t, batch, err)
}

// BenchmarkCut cuts the tiles over Wales at every zoom, none of them kept; it
// reports the slowest in a hundred.
func BenchmarkCut(b *testing.B) {
	l := newGround(readWales(b).view(b)).layers["lsoa"]
	for z := range l.levels {
		l.levels[z]()
	}
	var times []time.Duration
	for b.Loop() {
		for z := range 13 {
			low, high := holding(z, l.square.Min), holding(z, l.square.Max)
			step := max(1, (high.x-low.x)/8)
			for x := low.x; x <= high.x; x += step {
				for y := low.y; y <= high.y; y += step {
					begun := time.Now()
					if _, err := l.cut("lsoa", square{z, x, y}); err != nil {
						b.Fatal(err)
					}
					times = append(times, time.Since(begun))
				}
			}
		}
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "µs-p99")
}

// BenchmarkKept asks for a tile that is kept, through the whole door.
func BenchmarkKept(b *testing.B) {
	s := readWales(b)
	path := "/tiles/" + s.version + "/lsoa/8/124/83.mvt"
	for b.Loop() {
		if w := s.get(path, "Accept-Encoding", "gzip"); w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
