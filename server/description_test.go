package server

import (
	"encoding/json"
	"fmt"
	"reflect"
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
		if !strings.HasPrefix(route.Path, "/api/v1/") && !strings.HasPrefix(route.Path, "/export/") || route.Method == "HEAD" || neverRefused["GET "+route.Path] {
			continue
		}
		var parts []string
		for part := range strings.SplitSeq(route.Path, "/") {
			if name, ok := strings.CutPrefix(part, ":"); ok {
				part = "{" + name + "}"
			}
			parts = append(parts, part)
		}
		if _, ok := api.Paths[strings.Join(parts, "/")][strings.ToLower(route.Method)]; !ok {
			t.Errorf("%s %s is not in the description", route.Method, route.Path)
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
