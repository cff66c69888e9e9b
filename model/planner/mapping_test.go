package planner

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/exchange/intake"
)

func TestMappingsAreKept(t *testing.T) {
	p := open(t)
	mapping := &intake.Mapping{Source: "Returns", Files: []intake.Entry{{File: "returns.csv", Table: "providers", Columns: map[string]string{"provider": "Code", "name": "Enw"}}}}
	if err := p.KeepMapping(t.Context(), " Returns ", mapping, "mari"); err != nil {
		t.Fatal(err)
	}
	kept, err := p.Mappings(t.Context())
	if err != nil || len(kept) != 1 || kept[0].Name != "Returns" || kept[0].Actor != "mari" {
		t.Fatalf("%+v, %v", kept, err)
	}
	if diff := cmp.Diff(mapping, kept[0].Mapping); diff != "" {
		t.Errorf("(-kept +read)\n%s", diff)
	}
	refusal(t, p.KeepMapping(t.Context(), "", mapping, "mari"), model.Invalid)
	refusal(t, p.KeepMapping(t.Context(), strings.Repeat("n", 81), mapping, "mari"), model.Invalid)
	refusal(t, p.KeepMapping(t.Context(), "b", &intake.Mapping{}, "mari"), model.Invalid)
	for _, place := range []string{"CF10 9ZZ", "-3.98765"} {
		err := p.KeepMapping(t.Context(), "b", &intake.Mapping{Files: []intake.Entry{{File: "a.csv", Table: "sites", Columns: map[string]string{"site": place}}}}, "mari")
		refusal(t, err, model.Invalid)
		if strings.Contains(err.Error(), place) {
			t.Errorf("a place is repeated: %v", err)
		}
	}
	refusal(t, p.DropMapping(t.Context(), "none"), model.NotFound)
	if err := p.DropMapping(t.Context(), "Returns"); err != nil {
		t.Error(err)
	}
	if kept, _ := p.Mappings(t.Context()); len(kept) != 0 {
		t.Errorf("%+v is still there", kept)
	}
}
