package areas_test

import (
	"path/filepath"
	"strings"
	"testing"

	"catchment/seed"
	"catchment/server/page/areas"
	"catchment/server/page/trial"
)

// What is kept from one revision is not shown in the next.
func TestANewRevisionIsShown(t *testing.T) {
	s := trial.Open(filepath.Join(t.TempDir(), "changing.db"), bareFiles, areas.Mount)
	t.Cleanup(func() { s.Planner.Close() })
	for _, url := range []string{"/", "/areas", "/areas/L1"} {
		if body := s.Body(t, url); strings.Contains(body, "Elder") {
			t.Fatalf("%s names the area before it is renamed", url)
		}
	}
	if err := s.Import(map[string][]byte{"areas.csv": []byte("code,name,kind,parents\nL1,Elder,local_authority,N1\n")}); err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{"/areas", "/areas?q=elder", "/areas/L1"} {
		trial.Contains(t, url, s.Body(t, url), []string{"Elder"}, []string{"Alder"})
	}
	trial.Contains(t, "/", s.Body(t, "/"), []string{"Import: ", `<th scope="row" class="num">3</th>`}, nil)
}

// Home says why it is empty only while it is.
func TestHomeFillsWithTheFirstImport(t *testing.T) {
	s := trial.Open(filepath.Join(t.TempDir(), "filling.db"), nil, areas.Mount)
	t.Cleanup(func() { s.Planner.Close() })
	trial.Contains(t, "/", s.Body(t, "/"), []string{"This database holds no areas"}, nil)
	if err := s.Import(seed.Demonstration(trial.Today.Time())); err != nil {
		t.Fatal(err)
	}
	trial.Contains(t, "/", s.Body(t, "/"), []string{"The worst gaps"}, []string{"This database holds no areas"})
}
