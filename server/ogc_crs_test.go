package server

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
)

// The reference systems that are declared.
const (
	crs84    = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
	epsg4326 = "http://www.opengis.net/def/crs/EPSG/0/4326"
	mercator = "http://www.opengis.net/def/crs/EPSG/0/3857"
	grid     = "http://www.opengis.net/def/crs/EPSG/0/27700"
)

var crsURI = regexp.MustCompile(`^http://www\.opengis\.net/def/crs/[A-Z]+/[0-9.]+/[A-Z0-9]+$`)

// crsRequirements are those of part 2.
var crsRequirements = []requirement{
	{"/req/crs/crs-uri", func(i *inspection) {
		for _, c := range i.collections() {
			for _, uri := range append(many(member(c, "crs")), member(c, "storageCrs")) {
				if !crsURI.MatchString(texts(uri)) {
					i.wrong("%v names a reference system %v", member(c, "id"), uri)
				}
			}
		}
	}, []spoiled{eachListed("a code instead", func(c map[string]any) { c["crs"] = []any{"EPSG:4326"} })}},
	{"/req/crs/fc-md-crs-list", func(i *inspection) {
		for _, c := range i.collections() {
			for _, uri := range []string{crs84, epsg4326, mercator, grid} {
				if !slices.Contains(many(member(c, "crs")), any(uri)) {
					i.wrong("%v does not list %s", member(c, "id"), uri)
				}
			}
		}
	}, []spoiled{eachListed("without CRS84", func(c map[string]any) { c["crs"] = many(c["crs"])[1:] })}},
	{"/req/crs/fc-md-storageCrs", func(i *inspection) {
		for _, c := range i.collections() {
			if texts(member(c, "storageCrs")) == "" {
				i.wrong("%v does not say in which system it is kept", member(c, "id"))
			}
		}
	}, []spoiled{eachListed("no storageCrs", func(c map[string]any) { delete(c, "storageCrs") })}},
	{"/req/crs/fc-md-storageCrs-valid-value", func(i *inspection) {
		for _, c := range i.collections() {
			if !slices.Contains(many(member(c, "crs")), member(c, "storageCrs")) {
				i.wrong("%v is kept in %v, which it does not list", member(c, "id"), member(c, "storageCrs"))
			}
		}
	}, []spoiled{eachListed("kept in another", func(c map[string]any) { c["storageCrs"] = "http://www.opengis.net/def/crs/EPSG/0/25832" })}},
	{"/req/crs/fc-md-crs-list-global", func(i *inspection) {
		list := i.must("/collections").json
		for _, c := range many(member(list, "collections")) {
			if own := many(member(c, "crs")); slices.Contains(own, any("#/crs")) && len(many(member(list, "crs"))) == 0 {
				i.wrong("%v refers to a list that is not there", member(c, "id"))
			}
			for _, uri := range many(member(list, "crs")) {
				if own := many(member(c, "crs")); !slices.Contains(own, uri) && !slices.Contains(own, any("#/crs")) {
					i.wrong("%v is listed for all and not for %v", uri, member(c, "id"))
				}
			}
		}
	}, []spoiled{changed("another one for all", "/collections", func(d map[string]any, _ *http.Request) {
		d["crs"] = append(many(d["crs"]), "http://www.opengis.net/def/crs/EPSG/0/25832")
	})}},
	{"/req/crs/fc-bbox-crs-definition", definesCRS("bbox-crs"), []spoiled{redescribed("bbox-crs is a number", "bbox-crs", func(p map[string]any) { p["schema"] = map[string]any{"type": "number"} })}},
	{"/req/crs/fc-bbox-crs-valid-value", refusesCRS("bbox=0,0,1,1&bbox-crs="), []spoiled{blind("bbox-crs")}},
	{"/req/crs/fc-bbox-crs-valid-defaultValue", func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) {
			plain, said := i.must(path+"/items?bbox="+i.half()), i.must(path+"/items?bbox="+i.half()+"&bbox-crs="+url.QueryEscape(crs84))
			i.sameIDs(path+" in CRS84", ids(many(member(said.json, "features"))), ids(many(member(plain.json, "features"))))
		})
		checkPoints(i, "", crs84)
	}, []spoiled{{name: "latitude first where nothing is said", before: func(r *http.Request) {
		if query := r.URL.Query(); query.Has("bbox") && !query.Has("bbox-crs") {
			query.Set("bbox-crs", epsg4326)
			r.URL.RawQuery = query.Encode()
		}
	}}}},
	{"/req/crs/fc-bbox-crs-action", func(i *inspection) {
		for _, system := range []string{crs84, epsg4326, mercator, grid} {
			checkPoints(i, "&bbox-crs="+url.QueryEscape(system), system)
		}
	}, []spoiled{blind("bbox-crs")}},
	{"/req/crs/fc-crs-definition", definesCRS("crs"), []spoiled{redescribed("crs is exploded", "crs", func(p map[string]any) { p["explode"] = true })}},
	{"/req/crs/fc-crs-valid-value", func(i *inspection) {
		refusesCRS("crs=")(i)
		eachFeature(i, func(path string, _ any) {
			if a := i.get(path + "?crs=http://www.opengis.net/def/crs/EPSG/0/25832"); a.status != http.StatusBadRequest {
				i.wrong("%s answers %d", a.url, a.status)
			}
		})
	}, []spoiled{blind("crs")}},
	{"/req/crs/fc-crs-default-value", func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) {
			plain, said := i.must(path+"/items?limit=2"), i.must(path+"/items?limit=2&crs="+url.QueryEscape(crs84))
			if fmt.Sprint(member(plain.json, "features")) != fmt.Sprint(member(said.json, "features")) || plain.header.Get("Content-Crs") != "<"+crs84+">" {
				i.wrong("%s is in another system than CRS84 where nothing is said", path)
			}
		})
	}, []spoiled{moved("latitude first", turned, func(r *http.Request) bool { return !r.URL.Query().Has("crs") })}},
	{"/req/crs/fc-crs-action", checkSystems, []spoiled{blind("crs"),
		moved("longitude first in EPSG:4326", turned, func(r *http.Request) bool { return r.URL.Query().Get("crs") == epsg4326 }),
		moved("the grid lies 500 m north", func(x, y float64) (float64, float64) { return x, y + 500 }, func(r *http.Request) bool { return r.URL.Query().Get("crs") == grid })}},
	{"/req/crs/geojson", func(i *inspection) {
		for _, system := range []string{epsg4326, mercator, grid} {
			a := i.must("/collections/areas-local_authority/items?limit=3&crs=" + url.QueryEscape(system))
			if a.media() != "application/geo+json" || member(a.json, "type") != "FeatureCollection" || member(a.json, "crs") != nil {
				i.wrong("%s is answered as %s, crs %v", system, a.media(), member(a.json, "crs"))
			}
			for _, f := range many(member(a.json, "features")) {
				checkFeature(i, system, f)
			}
		}
	}, []spoiled{changed("a member crs, as GeoJSON had it in 2008", "/items", func(d map[string]any, _ *http.Request) { d["crs"] = map[string]any{} })}},
	{"/req/crs/ogc-crs-header", eachCRSHeader(func(i *inspection, a *ogcAnswer, _ string) {
		if a.header.Get("Content-Crs") == "" {
			i.wrong("%s has no header Content-Crs", a.url)
		}
	}), []spoiled{{name: "no Content-Crs", after: func(_ *http.Request, w *httptest.ResponseRecorder) { w.Header().Del("Content-Crs") }}}},
	{"/req/crs/ogc-crs-header-value", eachCRSHeader(func(i *inspection, a *ogcAnswer, system string) {
		if got := a.header.Get("Content-Crs"); got != "<"+system+">" {
			i.wrong("%s: Content-Crs is %s", a.url, got)
		}
	}), []spoiled{{name: "always CRS84", after: func(_ *http.Request, w *httptest.ResponseRecorder) {
		if w.Header().Get("Content-Crs") != "" {
			w.Header().Set("Content-Crs", "<"+crs84+">")
		}
	}}, {name: "no angle brackets", after: func(_ *http.Request, w *httptest.ResponseRecorder) { w.Header().Set("Content-Crs", crs84) }}}},
}

// definesCRS wants a parameter that names a reference system on every
// collection's features.
func definesCRS(name string) func(*inspection) {
	return func(i *inspection) {
		eachItems(i, func(path string, parameters map[string]any) {
			p := parameters[name]
			if !asForm(p) || member(p, "schema", "type") != "string" || member(p, "schema", "format") != "uri" || member(p, "schema", "default") != crs84 {
				i.wrong("%s describes %s as %v", path, name, p)
			}
		})
	}
}

// refusesCRS wants systems that are not listed to be refused.
func refusesCRS(query string) func(*inspection) {
	return func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) {
			for _, system := range []string{"http://www.opengis.net/def/crs/EPSG/0/25832", "EPSG:27700", "4326", "x", crs84 + "x"} {
				if a := i.get(path + "/items?" + query + url.QueryEscape(system)); a.status != http.StatusBadRequest {
					i.wrong("%s answers %d", a.url, a.status)
				}
			}
		})
	}
}

func eachCRSHeader(check func(i *inspection, a *ogcAnswer, system string)) func(*inspection) {
	return func(i *inspection) {
		eachFeature(i, func(path string, _ any) { check(i, i.must(path), crs84) })
		i.eachCollection(func(_, path string, _ any) {
			for _, system := range []string{crs84, epsg4326, mercator, grid} {
				check(i, i.must(path+"/items?limit=1&crs="+url.QueryEscape(system)), system)
			}
			check(i, i.must(path+"/items?limit=1"), crs84)
		})
	}
}

// checkPoints finds every site by a small box around it, given in a system.
func checkPoints(i *inspection, query, system string) {
	points := i.all("/collections/sites", "&crs="+url.QueryEscape(system))
	if len(points) == 0 {
		i.wrong("there are no points to look for")
	}
	around := 1.0 // metres
	if system == crs84 || system == epsg4326 {
		around = 1e-5
	}
	for _, p := range points {
		at := reachOf(p)
		box := reach{at.west - around, at.south - around, at.east + around, at.north + around}
		var want []string
		for _, other := range points {
			if reachOf(other).meets(box) {
				want = append(want, ids([]any{other})[0])
			}
		}
		i.sameIDs("sites around "+ids([]any{p})[0]+" in "+system, ids(i.all("/collections/sites", "&bbox="+url.QueryEscape(box.text())+query)), want)
	}
}

// checkSystems compares positions in every system with those in CRS84. Of the
// grid the distances between points are compared with those on the earth, and
// one point is looked up.
func checkSystems(i *inspection) {
	i.eachCollection(func(_, path string, _ any) {
		in := func(system string) (out [][2]float64) {
			for _, f := range many(member(i.must(path+"/items?limit=4&crs="+url.QueryEscape(system)).json, "features")) {
				positions(member(f, "geometry", "coordinates"), func(x, y float64) { out = append(out, [2]float64{x, y}) })
			}
			return out
		}
		degrees, turned, metres, gridded := in(crs84), in(epsg4326), in(mercator), in(grid)
		if len(degrees) != len(turned) || len(degrees) != len(metres) || len(degrees) != len(gridded) {
			i.wrong("%s has %d, %d, %d and %d positions", path, len(degrees), len(turned), len(metres), len(gridded))
			return
		}
		for n, p := range degrees {
			const radius = 6378137
			x, y := radius*p[0]*math.Pi/180, radius*math.Log(math.Tan(math.Pi/4+p[1]*math.Pi/360))
			g := roughGrid(p[0], p[1])
			switch {
			case turned[n] != [2]float64{p[1], p[0]}:
				i.wrong("%s: %v is %v in EPSG:4326", path, p, turned[n])
			case math.Hypot(metres[n][0]-x, metres[n][1]-y) > 0.01:
				i.wrong("%s: %v is %v in EPSG:3857", path, p, metres[n])
			case math.Hypot(gridded[n][0]-g[0], gridded[n][1]-g[1]) > 100:
				i.wrong("%s: %v is %v in EPSG:27700, about %v is expected", path, p, gridded[n], g)
			default:
				continue
			}
			return
		}
	})
}

// roughGrid gives a position on the British National Grid by the series of the
// Ordnance Survey, behind a shift of the datum in latitude and longitude by
// what it is in the middle of Wales. It is right to 100 m around Wales; GDAL
// tells more exactly (TestOGCInGDAL).
func roughGrid(lon, lat float64) [2]float64 {
	lat, lon = lat-0.000305, lon+0.001335
	const (
		a, b         = 6377563.396, 6356256.909
		scale        = 0.9996012717
		lat0, lon0   = 49 * math.Pi / 180, -2 * math.Pi / 180
		north0, east = -100000.0, 400000.0
	)
	phi, lambda := lat*math.Pi/180, lon*math.Pi/180-lon0
	e2, n := 1-b*b/(a*a), (a-b)/(a+b)
	sin, cos, tan := math.Sin(phi), math.Cos(phi), math.Tan(phi)
	nu, rho := a*scale/math.Sqrt(1-e2*sin*sin), a*scale*(1-e2)/math.Pow(1-e2*sin*sin, 1.5)
	eta2 := nu/rho - 1
	d, s := phi-lat0, phi+lat0
	arc := b * scale * ((1+n+5.0/4*n*n+5.0/4*n*n*n)*d - (3*n+3*n*n+21.0/8*n*n*n)*math.Sin(d)*math.Cos(s) +
		(15.0/8*n*n+15.0/8*n*n*n)*math.Sin(2*d)*math.Cos(2*s) - 35.0/24*n*n*n*math.Sin(3*d)*math.Cos(3*s))
	northing := arc + north0 + nu/2*sin*cos*lambda*lambda + nu/24*sin*math.Pow(cos, 3)*(5-tan*tan+9*eta2)*math.Pow(lambda, 4)
	easting := east + nu*cos*lambda + nu/6*math.Pow(cos, 3)*(nu/rho-tan*tan)*math.Pow(lambda, 3)
	return [2]float64{easting, northing}
}
