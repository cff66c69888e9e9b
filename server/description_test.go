package server

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

type described struct {
	Paths map[string]map[string]struct {
		OperationID, Summary string
		Parameters           []struct {
			Name, In, Description string
		}
		RequestBody struct {
			Content map[string]struct{ Schema schema }
		}
		Responses map[string]struct{ Description string }
	}
	Components struct{ Schemas map[string]schema }
}

type schema struct {
	Properties map[string]struct {
		Description string
		Ref         string `json:"$ref"`
	}
}

// Everything that can be asked, and everything that is answered, is described.
func TestEverythingIsDescribed(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	var api described
	if err := json.Unmarshal(get(t, e, "/api/v1/openapi.json", "").Body.Bytes(), &api); err != nil {
		t.Fatal(err)
	}
	guide := get(t, e, "/api/v1/docs", "").Body.String()
	operations, parameters, members := 0, 0, 0
	for path, methods := range api.Paths {
		for method, op := range methods {
			operations++
			if op.Summary == "" || op.OperationID == "" || !strings.Contains(guide, `id="`+op.OperationID+`"`) {
				t.Errorf("%s %s is not described, or not in the documentation", method, path)
			}
			for _, p := range op.Parameters {
				if parameters++; p.Description == "" {
					t.Errorf("%s %s: parameter %s is not described", method, path, p.Name)
				}
			}
			for _, content := range op.RequestBody.Content {
				members += undescribed(t, path, content.Schema)
			}
			for status, answer := range op.Responses {
				if answer.Description == "" {
					t.Errorf("%s %s: answer %s is not described", method, path, status)
				}
			}
		}
	}
	for name, s := range api.Components.Schemas {
		members += undescribed(t, name, s)
	}
	if operations < 25 || parameters < 100 || members < 300 {
		t.Errorf("only %d operations, %d parameters and %d members were looked at", operations, parameters, members)
	}
}

func undescribed(t *testing.T, name string, s schema) int {
	t.Helper()
	for member, property := range s.Properties {
		if property.Description == "" {
			t.Errorf("%s: member %s is not described", name, member)
		}
	}
	return len(s.Properties)
}

// Every route of the API is in its description, and the other way round.
func TestRoutesAreDescribed(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	var api described
	if err := json.Unmarshal(get(t, e, "/api/v1/openapi.json", "").Body.Bytes(), &api); err != nil {
		t.Fatal(err)
	}
	for _, route := range e.Routes() {
		if !isDescribed.MatchString(route.Path) || route.Method == "HEAD" || neverRefused["GET "+route.Path] {
			continue
		}
		if _, ok := api.Paths[describedPath(route.Path)][strings.ToLower(route.Method)]; !ok {
			t.Errorf("%s %s is not in the description", route.Method, route.Path)
		}
	}
}

var isDescribed = regexp.MustCompile(`^/(api|export|tiles)/`)

// describedPath is the pattern of a route as the description writes it.
func describedPath(route string) string {
	var parts []string
	for part := range strings.SplitSeq(route, "/") {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			part = "{" + name + "}"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "/")
}

// Every status that the scenarios of a route see is in its description.
func TestStatusesAreDescribed(t *testing.T) {
	var api described
	if err := json.Unmarshal(get(t, mustNew(t, Config{}, readOnly(t)), "/api/v1/openapi.json", "").Body.Bytes(), &api); err != nil {
		t.Fatal(err)
	}
	seen := 0
	expect := func(method, path, status string) {
		seen++
		if _, ok := api.Paths[path][method].Responses[status]; !ok {
			t.Errorf("%s %s: answer %s is not described", method, path, status)
		}
	}
	for _, s := range append(scenarios(), changeScenarios...) {
		if isDescribed.MatchString(s.route) && !neverRefused["GET "+s.route] && s.status != 405 { // of a method that is not described
			expect(strings.ToLower(cmp.Or(s.method, "GET")), describedPath(s.route), fmt.Sprint(s.status))
		}
	}
	if _, ok := api.Components.Schemas["Problem"]; !ok {
		t.Error("the schema of a problem, which refusals refer to, is not there")
	}
	for path, methods := range api.Paths {
		for method := range methods {
			for _, status := range map[string][]string{"get": {"304", "421", "500", "503"}, "post": {"403", "413", "421", "500", "503", "507"}}[method] {
				expect(method, path, status)
			}
		}
	}
	if seen < 250 {
		t.Errorf("only %d answers were looked at", seen)
	}
}

// The files and the API say the same of gaps: which rank they have among those
// of a kind, and what of a suppressed one.
func TestRanksAreThoseOfTheFiles(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, query := range []string{"kind=local_authority", "kind=local_authority&for=public", "kind=small_area&for=public", "for=commissioner"} {
		var file struct {
			Columns []string
			Rows    [][]any
		}
		var list struct{ Items []map[string]any }
		for url, into := range map[string]any{"/export/gaps.json?": &file, "/api/v1/gaps?limit=1000&": &list} {
			if err := json.Unmarshal(get(t, e, url+query, "").Body.Bytes(), into); err != nil {
				t.Fatal(err)
			}
		}
		if n := min(len(file.Rows), 1000); n < 5 || len(list.Items) != n {
			t.Fatalf("%s: %d rows in the file, %d in the list", query, len(file.Rows), len(list.Items))
		}
		for i, item := range list.Items {
			for at, column := range file.Columns {
				cell, want := file.Rows[i][at], item[column]
				if names, _ := item["suppressed"].([]any); slices.Contains(names, any(column)) {
					want = "*"
				}
				if !reflect.DeepEqual(cell, want) {
					t.Errorf("%s: row %d: %s is %v in the file, %v in the list", query, i, column, cell, want)
				}
			}
		}
		if list.Items[0]["rank"] != 1.0 {
			t.Errorf("%s: the first rank is %v", query, list.Items[0]["rank"])
		}
	}
}

// What a list of gaps is chosen by besides the kind of area leaves the ranks as
// they are.
func TestRanksStayWhenGapsAreChosen(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	ranks := func(query string) map[string]any {
		var list struct{ Items []map[string]any }
		if err := json.Unmarshal(get(t, e, "/api/v1/gaps?limit=1000&"+query, "").Body.Bytes(), &list); err != nil {
			t.Fatal(err)
		}
		out := map[string]any{}
		for _, item := range list.Items {
			out[item["id"].(string)] = item["rank"]
		}
		return out
	}
	all, chosen := ranks("kind=local_authority"), ranks("kind=local_authority&tier=2")
	if len(chosen) == 0 || len(chosen) == len(all) {
		t.Fatalf("%d of %d were chosen", len(chosen), len(all))
	}
	for id, rank := range chosen {
		if all[id] != rank {
			t.Errorf("%s: rank %v, and %v among all of the kind", id, rank, all[id])
		}
	}
}

// What the map is drawn from is the table, row for row.
func TestColumnsAreTheTable(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, audience := range []string{"commissioner", "public"} {
		for figure, table := range map[string]string{"coverage": "tiers", "status": "tiers", "need": "need", "rank": "ranks"} {
			var column struct {
				Codes, States []string
				Values        []any
			}
			var list struct{ Items []map[string]any }
			ask := func(url string, into any) {
				if err := json.Unmarshal(get(t, e, url+"&for="+audience, "").Body.Bytes(), into); err != nil {
					t.Fatal(err)
				}
			}
			ask(fmt.Sprintf("/api/v1/columns?what=%s&figure=%s&kind=small_area&tier=4", table, figure), &column)
			ask(fmt.Sprintf("/api/v1/%s?kind=small_area&tier=4&limit=1000", table), &list)
			if len(list.Items) < 200 || len(column.Codes) != len(list.Items) || len(column.Values) != len(list.Items) || len(column.States) != len(list.Items) {
				t.Fatalf("%s: %d codes, %d values, %d states, %d rows", figure, len(column.Codes), len(column.Values), len(column.States), len(list.Items))
			}
			suppressed := 0
			for i, row := range list.Items {
				state := "shown"
				if row[figure] == nil {
					state = "empty"
				}
				if names, ok := row["suppressed"].([]any); ok && strings.Contains(fmt.Sprint(names...), figure) {
					state = "suppressed"
					suppressed++
				}
				if column.Codes[i] != row["area_code"] || !reflect.DeepEqual(column.Values[i], row[figure]) || column.States[i] != state {
					t.Errorf("%s of %v: %v %s in the column, %v %s in the table", figure, row["area_code"], column.Values[i], column.States[i], row[figure], state)
				}
			}
			if (suppressed > 0) != (audience == "public") {
				t.Errorf("%s for the %s: %d rows suppressed", figure, audience, suppressed)
			}
		}
	}
}
