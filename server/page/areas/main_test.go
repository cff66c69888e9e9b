package areas_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"catchment/seed"
	"catchment/server/page/areas"
	"catchment/server/page/trial"
)

// region is the demonstration region, bare holds two authorities of which no
// boundary and little population is known, and void holds nothing.
var region, bare, void *trial.Site

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "areas")
	if err != nil {
		panic(err)
	}
	region = trial.Open(filepath.Join(folder, "region.db"), seed.Demonstration(trial.Today.Time()), areas.Mount)
	bare = trial.Open(filepath.Join(folder, "bare.db"), bareFiles, areas.Mount)
	void = trial.Open(filepath.Join(folder, "void.db"), nil, areas.Mount)
	code := m.Run()
	for _, s := range []*trial.Site{region, bare, void} {
		s.Planner.Close()
	}
	os.RemoveAll(folder)
	os.Exit(code)
}

// bareFiles are one nation, two authorities and three wards, one of them
// without population; no boundary, no Welsh name, no service.
var bareFiles = map[string][]byte{
	"areas.csv": []byte("code,name,name_cy,kind,parents\nN1,Land,,nation,\nL1,Alder,,local_authority,N1\nL2,Birch,,local_authority,N1\n" +
		"W1,One,,ward,L1\nW2,Two,,ward,L1\nW3,Three,,ward,L2\n"),
	"population.csv": []byte("area_code,year,total," + ages("age_%d") + "\nW1,2025,500," + ages("20") + "\nW2,2025,125," + ages("5") + "\nW3,2025,0," + ages("0") + "\n"),
}

// ages writes something for each single year of age, 0 to 24.
func ages(each string) string {
	out := make([]string, 25)
	for age := range out {
		if out[age] = each; strings.Contains(each, "%") {
			out[age] = fmt.Sprintf(each, age)
		}
	}
	return strings.Join(out, ",")
}
