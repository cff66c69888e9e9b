package server

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// inspection asks a server about one requirement, as any client would, and
// notes what is wrong. It knows nothing of the program that it asks.
type inspection struct {
	base   string
	faults []string
	known  map[string]*ogcAnswer // what was asked before, for all requirements of one server
}

// ogcAnswer is an answer as it came.
type ogcAnswer struct {
	url    string
	status int
	header http.Header
	body   []byte
	json   any
}

// inspect gives what is wrong by one requirement. What a broken server makes
// the check stumble over is wrong too.
func inspect(base string, known map[string]*ogcAnswer, check func(*inspection)) (faults []string) {
	i := &inspection{base: base, known: known}
	defer func() {
		if stumbled := recover(); stumbled != nil {
			faults = append(i.faults, fmt.Sprint("the answer has another form than expected: ", stumbled))
		}
	}()
	check(i)
	return i.faults
}

// unpacked asks for answers that are not packed.
var unpacked = &http.Client{Transport: &http.Transport{DisableCompression: true}}

func (i *inspection) wrong(format string, details ...any) {
	i.faults = append(i.faults, fmt.Sprintf(format, details...))
}

// ask sends a request; headers are pairs.
func (i *inspection) ask(method, url string, headers ...string) *ogcAnswer {
	if strings.HasPrefix(url, "/") || url == "" {
		url = i.base + url
	}
	key := fmt.Sprint(method, url, headers)
	if known, ok := i.known[key]; ok {
		return known
	}
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		panic(err)
	}
	for n := 0; n+1 < len(headers); n += 2 {
		r.Header.Set(headers[n], headers[n+1])
	}
	answer, err := unpacked.Do(r)
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		panic(err)
	}
	out := &ogcAnswer{url: url, status: answer.StatusCode, header: answer.Header, body: body}
	if json.Valid(body) {
		_ = json.Unmarshal(body, &out.json) // it is valid
	}
	i.known[key] = out
	return out
}

func (i *inspection) get(url string, headers ...string) *ogcAnswer {
	return i.ask(http.MethodGet, url, headers...)
}

// must gets an answer of 200.
func (i *inspection) must(url string, headers ...string) *ogcAnswer {
	a := i.get(url, headers...)
	if a.status != http.StatusOK {
		i.wrong("%s answers %d: %.200s", url, a.status, a.body)
	}
	return a
}

// media is the type of an answer without its parameters.
func (a *ogcAnswer) media() string {
	media, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
	return strings.TrimSpace(media)
}

// member goes down into a document; nil where there is nothing.
func member(v any, names ...string) any {
	for _, name := range names {
		object, _ := v.(map[string]any)
		v = object[name]
	}
	return v
}

func texts(v any) string {
	text, _ := v.(string)
	return text
}

func many(v any) []any {
	list, _ := v.([]any)
	return list
}

// linked gives the addresses of links of a relation.
func linked(v any, rel string) (urls []string) {
	for _, l := range many(member(v, "links")) {
		if texts(member(l, "rel")) == rel {
			urls = append(urls, texts(member(l, "href")))
		}
	}
	return urls
}

// half is a box around the western half of all areas, as bbox has it.
func (i *inspection) half() string {
	var whole reach
	for _, c := range i.collections() {
		if box := many(member(c, "extent", "spatial", "bbox")); len(box) > 0 && whole == (reach{}) {
			b := many(box[0])
			whole = reach{b[0].(float64), b[1].(float64), b[2].(float64), b[3].(float64)}
		}
	}
	return reach{whole.west, whole.south, (whole.west + whole.east) / 2, whole.north}.text()
}

// collections lists what the server says of its collections.
func (i *inspection) collections() []any {
	list := many(member(i.must("/collections").json, "collections"))
	if len(list) == 0 {
		i.wrong("there is no collection")
	}
	return list
}

// eachCollection visits every collection by its address below the base.
func (i *inspection) eachCollection(visit func(id, path string, described any)) {
	for _, c := range i.collections() {
		id := texts(member(c, "id"))
		visit(id, "/collections/"+url.PathEscape(id), c)
	}
}

// mostFeatures is up to how many features all of a collection are looked at.
const mostFeatures = 2000

// isLarge says whether more features match than are looked at.
func (i *inspection) isLarge(path, query string) bool {
	matched, _ := member(i.must(path+"/items?limit=1"+query).json, "numberMatched").(float64)
	return matched > mostFeatures
}

// all gets every feature of a small collection; none of a large one.
func (i *inspection) all(path, query string) []any {
	if i.isLarge(path, query) {
		return nil
	}
	return many(member(i.must(path+"/items?limit="+fmt.Sprint(mostFeatures)+query).json, "features"))
}

func ids(features []any) []string {
	out := make([]string, len(features))
	for n, f := range features {
		out[n] = fmt.Sprint(member(f, "id"))
	}
	return out
}

// positions calls visit for every position of a geometry.
func positions(coordinates any, visit func(x, y float64)) {
	list := many(coordinates)
	if len(list) >= 2 {
		x, isX := list[0].(float64)
		y, isY := list[1].(float64)
		if isX && isY {
			visit(x, y)
			return
		}
	}
	for _, part := range list {
		positions(part, visit)
	}
}

// reach is the box around positions; its least is more than its greatest where
// there are none.
type reach struct{ west, south, east, north float64 }

func reachOf(features ...any) reach {
	r := reach{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, f := range features {
		positions(member(f, "geometry", "coordinates"), func(x, y float64) {
			r = reach{min(r.west, x), min(r.south, y), max(r.east, x), max(r.north, y)}
		})
	}
	return r
}

func (r reach) none() bool { return r.west > r.east }

func (r reach) meets(o reach) bool {
	return r.west <= o.east && o.west <= r.east && r.south <= o.north && o.south <= r.north
}

func (r reach) text() string { return fmt.Sprintf("%v,%v,%v,%v", r.west, r.south, r.east, r.north) }

// operations lists what the definition of the API describes, with references
// followed.
func (i *inspection) operations() map[string]map[string]any {
	definition := i.definition()
	out := map[string]map[string]any{}
	paths, _ := member(definition, "paths").(map[string]any)
	for path, item := range paths {
		if get, ok := member(item, "get").(map[string]any); ok {
			out[path] = get
		}
	}
	if len(out) == 0 {
		i.wrong("the definition of the API describes no operation")
	}
	return out
}

func (i *inspection) definition() any {
	for _, u := range linked(i.must("/").json, "service-desc") {
		return i.must(u).json
	}
	i.wrong("no link leads to the definition of the API")
	return nil
}

// parameters gives the described query parameters of an operation by name.
func (i *inspection) parameters(operation any) map[string]any {
	out := map[string]any{}
	for _, p := range many(member(operation, "parameters")) {
		if reference, ok := member(p, "$ref").(string); ok {
			p = member(i.definition(), strings.Split(strings.TrimPrefix(reference, "#/"), "/")...)
		}
		if member(p, "in") == "query" {
			out[texts(member(p, "name"))] = p
		}
	}
	return out
}

// addresses are every resource of the definition as it can be asked for: an
// identity stands where the path has a variable.
func (i *inspection) addresses() map[string]string {
	out := map[string]string{}
	for path := range i.operations() {
		address := path
		if collection, _, variable := strings.Cut(path, "/items/{"); variable {
			features := many(member(i.must(collection+"/items?limit=1").json, "features"))
			if len(features) == 0 {
				continue
			}
			address = collection + "/items/" + url.PathEscape(ids(features)[0])
		}
		out[path] = address
	}
	return out
}

func (i *inspection) sameIDs(what string, got, want []string) {
	if !slices.Equal(got, want) {
		i.wrong("%s: %d features, %d expected; %.80q and %.80q", what, len(got), len(want), fmt.Sprint(got), fmt.Sprint(want))
	}
}

// within says whether a moment is at most some seconds away.
func within(moment string, d time.Duration) bool {
	t, err := time.Parse(time.RFC3339, moment)
	return err == nil && time.Since(t).Abs() <= d
}

func num(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
