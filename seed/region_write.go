package seed

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// inventedNotice stands at the head of the boundaries, in both languages.
const inventedNotice = "Invented data: this country, its places, people and services do not exist. " +
	"Data dyfeisiedig: nid yw'r wlad hon, ei lleoedd, ei phobl na'i gwasanaethau yn bod."

// unstated lists small areas of which something is left out, so that the
// product has to say so.
var unstated = struct{ population, point, needIndex []string }{
	population: []string{"Port Erfin Harbour", "Oswynton"},                        // no row at all
	point:      []string{"Elwigmouth Foundry", "Oswyfield Centre", "Nolwy Point"}, // the middle of the last is sea
	needIndex:  []string{"Elwigmouth Park", "Port Erfin Castle", "Port Erfin Point", "Saltholm Centre", "Hendwyn Centre"},
}

// projected is the small area of which only next year's people are known.
const projected = "Nerfyn Bridge Orchard"

// inOrder gives the small areas in order of their codes.
func (c *country) inOrder() []*smallArea {
	return slices.SortedFunc(slices.Values(c.areas), func(a, b *smallArea) int { return cmp.Compare(a.code, b.code) })
}

// boundaries writes areas.geojson, largest kind first.
func (c *country) boundaries() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\"type\":\"FeatureCollection\",\"notice\":%s,\"features\":[", quoted(inventedNotice))
	authorityOf := func(cell int) int {
		if c.home[cell] < 0 {
			return -1
		}
		return c.areas[c.home[cell]].authority
	}
	for i, b := range bodies {
		if i > 0 {
			out.WriteByte(',')
		}
		feature(&out, b, "", c.outline(func(cell int) bool {
			owner := authorityOf(cell)
			return owner >= 0 && (b.kind == "nation" || slices.Contains(authorities[owner].parents, b.code))
		}))
	}
	for i, a := range authorities {
		out.WriteByte(',')
		feature(&out, a.body, "", c.outline(func(cell int) bool { return authorityOf(cell) == i }))
	}
	for _, a := range c.inOrder() {
		out.WriteByte(',')
		owner := authorities[a.authority]
		parents := []string{owner.code, owner.parents[1], policeCode} // the health board is the authority's
		feature(&out, body{a.code, "small_area", a.name, a.nameCy, parents}, figures(a), c.outline(func(cell int) bool {
			return c.home[cell] >= 0 && c.areas[c.home[cell]] == a
		}))
	}
	out.WriteString("\n]}\n")
	return out.Bytes()
}

// figures are the properties that small areas alone have.
func figures(a *smallArea) string {
	text := ""
	if !slices.Contains(unstated.point, a.name) {
		at := a.at.position()
		text += fmt.Sprintf(",\"point_lon\":%s,\"point_lat\":%s", degrees(at.lon), degrees(at.lat))
	}
	if !slices.Contains(unstated.needIndex, a.name) {
		text += fmt.Sprintf(",\"need_index\":%.2f", a.needIndex)
	}
	return text
}

func feature(out *bytes.Buffer, b body, figures string, polygons []polygon) {
	parents, _ := json.Marshal(append([]string{}, b.parents...)) // [] and not null
	fmt.Fprintf(out, "\n{\"type\":\"Feature\",\"properties\":{\"code\":%s,\"name\":%s,\"name_cy\":%s,\"kind\":%s,\"parents\":%s%s},\"geometry\":",
		quoted(b.code), quoted(b.name), quoted(b.nameCy), quoted(b.kind), parents, figures)
	if len(polygons) == 1 {
		out.WriteString(`{"type":"Polygon","coordinates":`)
		writePolygon(out, polygons[0])
	} else {
		out.WriteString(`{"type":"MultiPolygon","coordinates":[`)
		for i, p := range polygons {
			if i > 0 {
				out.WriteByte(',')
			}
			writePolygon(out, p)
		}
		out.WriteByte(']')
	}
	out.WriteString("}}")
}

func writePolygon(out *bytes.Buffer, p polygon) {
	for i, ring := range p {
		out.WriteByte("[,"[min(i, 1)])
		for k, at := range ring {
			out.WriteByte("[,"[min(k, 1)])
			out.WriteString("[" + degrees(at.lon) + "," + degrees(at.lat) + "]")
		}
		out.WriteByte(']')
	}
	out.WriteByte(']')
}

func degrees(units int32) string { return strconv.FormatFloat(float64(units)/1e5, 'f', -1, 64) }

func quoted(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}

// population writes population.csv. Figures are of the year before, but for
// one area that states only next year's, as a projection would.
func (c *country) population(day time.Time) []byte {
	rows := [][]string{{"area_code", "year", "total"}}
	for age := range 25 {
		rows[0] = append(rows[0], "age_"+strconv.Itoa(age))
	}
	for _, a := range c.inOrder() {
		if slices.Contains(unstated.population, a.name) {
			continue
		}
		year := day.Year() - 1
		if a.name == projected {
			year = day.Year() + 1
		}
		row := []string{a.code, strconv.Itoa(year), strconv.Itoa(a.total)}
		for _, persons := range a.people {
			row = append(row, strconv.Itoa(persons))
		}
		rows = append(rows, row)
	}
	return csvOf(rows)
}

// csvOf writes rows as FILES asks: UTF-8, comma, header first.
func csvOf(rows [][]string) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	_ = w.WriteAll(rows) // a buffer takes all
	return out.Bytes()
}
