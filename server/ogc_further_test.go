package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// furtherRequirements are the chief ones of parts 3 and 5 and of Tiles. How
// filters are read and what they match is tried in model/cql2.
var furtherRequirements = []requirement{
	{"/req/queryables/get-op", func(i *inspection) {
		i.eachCollection(func(id, path string, c any) {
			for _, u := range linked(c, "http://www.opengis.net/def/rel/ogc/1.0/queryables") {
				if a := i.must(u); a.media() != "application/schema+json" || member(a.json, "type") != "object" || texts(member(a.json, "$schema")) == "" || texts(member(a.json, "$id")) == "" {
					i.wrong("the queryables of %s are no schema: %s", id, a.media())
				}
			}
			if len(linked(c, "http://www.opengis.net/def/rel/ogc/1.0/queryables")) == 0 {
				i.wrong("%s has no link to its queryables", id)
			}
		})
	}, []spoiled{labelled("/queryables", "application/json"), without("/queryables", "$schema")}},
	{"/req/queryables/properties", func(i *inspection) {
		i.eachCollection(func(id, path string, _ any) {
			queryables, _ := member(i.must(path+"/queryables").json, "properties").(map[string]any)
			for _, f := range many(member(i.must(path+"/items?limit=3").json, "features")) {
				for name := range member(f, "properties").(map[string]any) {
					if queryables[name] == nil {
						i.wrong("%s of %s is not among the queryables", name, id)
					}
				}
			}
			for name, q := range queryables {
				if format := texts(member(q, "format")); strings.HasPrefix(format, "geometry-") {
					i.must(path + "/items?limit=1&filter=" + url.QueryEscape("S_INTERSECTS("+name+",POINT(-3 51))"))
				} else {
					i.must(path + "/items?limit=1&filter=" + url.QueryEscape(name+" IS NOT NULL"))
				}
			}
		})
	}, []spoiled{without("/queryables", "properties")}},
	{"/req/queryables-query-parameters/parameters", func(i *inspection) {
		i.eachCollection(func(id, path string, _ any) {
			features := many(member(i.must(path+"/items?limit=1").json, "features"))
			if len(features) == 0 {
				return
			}
			for name, value := range member(features[0], "properties").(map[string]any) {
				if text, is := value.(string); is {
					byName := i.must(path + "/items?limit=1500&" + url.Values{name: {text}}.Encode())
					byFilter := i.must(path + "/items?limit=1500&" + url.Values{"filter": {name + " = " + literal(i, path, name, text)}}.Encode())
					i.sameIDs(id+" by "+name, ids(many(member(byName.json, "features"))), ids(many(member(byFilter.json, "features"))))
				}
			}
		})
	}, []spoiled{blind("kind", "area_code", "status", "service", "name")}},
	{"/req/filter/filter-param", func(i *inspection) {
		eachItems(i, func(path string, parameters map[string]any) {
			for _, name := range []string{"filter", "filter-lang", "filter-crs"} {
				if !asForm(parameters[name]) {
					i.wrong("%s describes %s as %v", path, name, parameters[name])
				}
			}
		})
	}, []spoiled{redescribed("filter is exploded", "filter", func(p map[string]any) { p["explode"] = true })}},
	{"/req/features-filter/filter-param", checkFilters, []spoiled{blind("filter"), blind("filter-crs"), blind("filter-lang")}},
	{"/req/schemas/schema-op", func(i *inspection) {
		i.eachCollection(func(id, path string, c any) {
			for _, u := range linked(c, "http://www.opengis.net/def/rel/ogc/1.0/schema") {
				a := i.must(u)
				properties, _ := member(a.json, "properties").(map[string]any)
				if a.media() != "application/schema+json" || member(properties, "id", "x-ogc-role") != "id" || member(properties, "geometry", "x-ogc-role") != "primary-geometry" {
					i.wrong("the schema of %s is %s, its roles are %v and %v", id, a.media(), member(properties, "id"), member(properties, "geometry"))
				}
				schema, err := compiled(u, string(a.body))
				if err != nil {
					i.wrong("the schema of %s is none: %v", id, err)
					continue
				}
				for _, f := range many(member(i.must(path+"/items?limit=50").json, "features")) {
					if err := schema.Validate(flat(f)); err != nil {
						i.wrong("%s: %v", id, err)
					}
				}
			}
			if len(linked(c, "http://www.opengis.net/def/rel/ogc/1.0/schema")) == 0 {
				i.wrong("%s has no link to its schema", id)
			}
		})
	}, []spoiled{changed("all is text", "/schema", func(d map[string]any, _ *http.Request) {
		eachObject(d["properties"], func(o map[string]any) {
			if o["type"] == "integer" || o["type"] == "number" {
				o["type"] = "string"
			}
		})
	}), without("/schema", "properties")}},
	{"/req/tilesets-list/tileset", checkTilesets, []spoiled{
		changed("tiles of nowhere", "", func(d map[string]any, _ *http.Request) {
			if list := many(d["tiles"]); len(list) > 0 {
				d["tiles"] = []any{strings.ReplaceAll(texts(list[0]), "{z}", "99")}
			}
		}),
		gone("no tile matrix set", "/ogc/tileMatrixSets/WebMercatorQuad"),
	}},
}

// literal writes a text as CQL2 has it, as a date where the property is one.
func literal(i *inspection, path, name, text string) string {
	quoted := "'" + strings.ReplaceAll(text, "'", "''") + "'"
	if member(i.must(path+"/queryables").json, "properties", name, "format") == "date" {
		return "DATE(" + quoted + ")"
	}
	return quoted
}

// checkFilters asks the same in several ways.
func checkFilters(i *inspection) {
	const path = "/collections/areas-small_area"
	all := ids(i.all(path, ""))
	one := reachOf(i.all(path, "")[:1]...)
	lon := (one.west + one.east) / 2
	asked := func(pairs ...string) []string {
		query := url.Values{}
		for n := 0; n+1 < len(pairs); n += 2 {
			query.Set(pairs[n], pairs[n+1])
		}
		return ids(i.all(path, "&"+query.Encode()))
	}
	some := asked("filter", "code >= '"+all[len(all)/2]+"'")
	i.sameIDs("a comparison", some, all[len(all)/2:])
	i.sameIDs("its opposite", asked("filter", "NOT code >= '"+all[len(all)/2]+"'"), all[:len(all)/2])
	i.sameIDs("in JSON", asked("filter-lang", "cql2-json", "filter", `{"op":">=","args":[{"property":"code"},"`+all[len(all)/2]+`"]}`), some)
	west := asked("filter", "S_INTERSECTS(geometry,BBOX(-10,48,"+num(lon)+",60))")
	i.sameIDs("a box as a filter", asked("bbox", "-10,48,"+num(lon)+",60"), west)
	if len(west) == 0 || len(west) == len(all) && len(all) > 4 {
		i.wrong("the box west of %v holds %d of %d", lon, len(west), len(all))
	}
	i.sameIDs("latitude first", asked("filter-crs", epsg4326, "filter", "S_INTERSECTS(geometry,BBOX(48,-10,60,"+num(lon)+"))"), west)
	for _, bad := range []string{"nothing = 1", "code =", "code = 1", "tier(", "'"} {
		if a := i.get(path + "/items?" + url.Values{"filter": {bad}}.Encode()); a.status != http.StatusBadRequest || a.media() != "application/problem+json" {
			i.wrong("the filter %s answers %d", bad, a.status)
		}
	}
}

// checkTilesets goes from the collection to a tile, by OGC and by TileJSON.
func checkTilesets(i *inspection) {
	matrices := many(member(i.must("/tileMatrixSets/WebMercatorQuad").json, "tileMatrices"))
	i.eachCollection(func(id, path string, c any) {
		lists := linked(c, "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")
		if strings.HasPrefix(id, "areas-") && id != "areas-served" && len(lists) != 1 {
			i.wrong("%s has %d lists of tilesets", id, len(lists))
		}
		for _, u := range lists {
			for _, set := range many(member(i.must(u).json, "tilesets")) {
				tileset := i.must(linked(set, "self")[0]).json
				tile := strings.NewReplacer("{tileMatrix}", "0", "{tileRow}", "0", "{tileCol}", "0").Replace(linked(tileset, "item")[0])
				if a := i.must(tile); a.media() != "application/vnd.mapbox-vector-tile" || len(a.body) == 0 {
					i.wrong("a tile of %s is %s", id, a.media())
				}
				layers := many(member(tileset, "layers"))
				tileJSON := i.must(linked(tileset, "alternate")[0]).json
				if len(layers) != len(many(member(tileJSON, "vector_layers"))) || len(matrices) != 15 || member(tileJSON, "tilejson") != "3.0.0" {
					i.wrong("%s: %d layers, %d matrices, TileJSON %v", id, len(layers), len(matrices), member(tileJSON, "tilejson"))
				}
				address := strings.NewReplacer("{z}", "0", "{x}", "0", "{y}", "0").Replace(texts(many(member(tileJSON, "tiles"))[0]))
				if !slices.Equal(i.must(address).body, i.must(tile).body) {
					i.wrong("%s: TileJSON leads to another tile", id)
				}
			}
		}
	})
}
