package exchange

import (
	"os"
	"testing"
	"time"

	"catchment/model"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/recipes"
)

const wales = "../../../shared/data/wales"

func walesMapping(t testing.TB) *intake.Mapping {
	t.Helper()
	if _, err := os.Stat(wales); err != nil {
		t.Skip("skipped: ../shared/data/wales is not here")
	}
	mapping, problems := intake.ReadMapping("wales.json", recipes.Wales)
	if mapping == nil {
		t.Fatal(problems)
	}
	return mapping
}

func TestWales(t *testing.T) {
	mapping := walesMapping(t)
	begun := time.Now()
	batch, err := Read([]string{wales}, mapping)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > 3*time.Second && !testing.Short() {
		t.Errorf("took %v, 3 s are the limit", took)
	}
	kinds := map[model.AreaKind]int{}
	areas := map[string]*model.Area{}
	for _, row := range batch.Rows["areas"] {
		area := row.Noun.(*model.Area)
		kinds[area.Kind]++
		areas[area.Code] = area
	}
	t.Log(kinds, len(batch.Rows["population"]), time.Since(begun))
	for _, p := range batch.Problems {
		t.Log(p.Warning, p.Sentence())
	}
	for _, f := range batch.Files {
		t.Log(f)
	}
}
