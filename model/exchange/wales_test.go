package exchange

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/exchange/geojson"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/recipes"
)

const wales = "../../../shared/data/wales"

// readWales reads the open data of Wales by the recipe for it.
func readWales(t testing.TB) *model.Batch {
	t.Helper()
	if _, err := os.Stat(wales); err != nil {
		t.Skip("skipped: ../shared/data/wales is not here")
	}
	batch, err := Read([]string{wales}, recipe(t))
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

func recipe(t testing.TB) *intake.Mapping {
	t.Helper()
	mapping, problems := intake.ReadMapping("wales.json", recipes.Wales)
	if mapping == nil {
		t.Fatal(told(problems))
	}
	return mapping
}

func TestRecipes(t *testing.T) {
	if recipe(t).Licence == "" {
		t.Error("no licence")
	}
}

func TestWales(t *testing.T) {
	batch := readWales(t)
	if errs := batch.Problems.Errors(); len(errs) > 0 {
		t.Error(told(errs))
	}
	kinds, areas := map[model.AreaKind]int{}, map[string]*model.Area{}
	for _, row := range batch.Rows["areas"] {
		area := row.Noun.(*model.Area)
		kinds[area.Kind]++
		areas[area.Code] = area
		if len(area.Boundary) == 0 || area.Name == "" {
			t.Errorf("%s has no boundary or name", area.Code)
		}
	}
	want := map[model.AreaKind]int{"health_board": 7, "safeguarding_region": 6, "police_force": 4, "local_authority": 22, "msoa": 408, "lsoa": 1917}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error(diff)
	}
	checkHierarchy(t, areas)
	children := 0.0
	for _, row := range batch.Rows["population"] {
		children += row.Noun.(*model.Population).Ages.Children()
	}
	if children != 629_872 {
		t.Errorf("%v children", children)
	}
	for _, f := range batch.Files {
		if f.Digest == "" || !strings.HasPrefix(f.Attribution, "Contains OS data © Crown copyright and database right. Source: ") {
			t.Errorf("%+v", f)
		}
	}
}

// checkHierarchy looks at one branch by name, and at all parents.
func checkHierarchy(t *testing.T, areas map[string]*model.Area) {
	t.Helper()
	for _, area := range areas {
		if area.Kind == "lsoa" && (len(area.Parents) != 5 || area.PointLon == nil || area.PointLat == nil) {
			t.Errorf("%s: %v", area.Code, area.Parents)
		}
		for _, parent := range area.Parents {
			if above := areas[parent]; above == nil || above.Kind.Order() >= area.Kind.Order() {
				t.Errorf("%s has the parent %s", area.Code, parent)
			}
		}
	}
	ynysMon := areas["W06000001"]
	if ynysMon == nil || ynysMon.Name != "Isle of Anglesey" || ynysMon.NameCy != "Ynys Môn" {
		t.Fatalf("%+v", ynysMon)
	}
	if diff := cmp.Diff([]string{"W11000023", "W15000001", "North Wales"}, ynysMon.Parents); diff != "" {
		t.Error(diff)
	}
	if msoa := areas["W02000003"]; msoa.Name != "Holyhead" || msoa.NameCy != "Caergybi" {
		t.Errorf("%s %s", msoa.Name, msoa.NameCy)
	}
}

// What was read and written again is read without a word, and is the same.
func TestWalesComesBack(t *testing.T) {
	var areas []model.Area
	for _, row := range readWales(t).Rows["areas"] {
		areas = append(areas, *row.Noun.(*model.Area))
	}
	var b bytes.Buffer
	if err := geojson.WriteAreas(&b, areas); err != nil {
		t.Fatal(err)
	}
	batch, err := ReadFiles(map[string][]byte{"areas.geojson": b.Bytes()}, Options{})
	if err != nil || len(batch.Problems) > 0 {
		t.Fatal(err, told(batch.Problems))
	}
	for i, row := range batch.Rows["areas"] {
		if diff := cmp.Diff(&areas[i], row.Noun); diff != "" {
			t.Fatal(diff)
		}
	}
}

func BenchmarkWales(b *testing.B) {
	for b.Loop() {
		readWales(b)
	}
}
