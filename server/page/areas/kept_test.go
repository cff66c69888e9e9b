package areas_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"catchment/model/exchange"
	"catchment/seed"
)

// What is kept from one revision is not shown in the next.
func TestANewRevisionIsShown(t *testing.T) {
	s := open(filepath.Join(t.TempDir(), "changing.db"), bareFiles)
	t.Cleanup(func() { s.planner.Close() })
	for _, url := range []string{"/", "/areas", "/areas/L1"} {
		if body := s.body(t, url); strings.Contains(body, "Elder") {
			t.Fatalf("%s names the area before it is renamed", url)
		}
	}
	batch, err := exchange.ReadFiles(map[string][]byte{"areas.csv": []byte("code,name,kind,parents\nL1,Elder,local_authority,N1\n")}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.planner.Import(context.Background(), batch, "tests"); err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{"/areas", "/areas?q=elder", "/areas/L1"} {
		contains(t, url, s.body(t, url), []string{"Elder"}, []string{"Alder"})
	}
	contains(t, "/", s.body(t, "/"), []string{"Import: ", `<th scope="row" class="num">3</th>`}, nil)
}

// Home says why it is empty only while it is.
func TestHomeFillsWithTheFirstImport(t *testing.T) {
	s := open(filepath.Join(t.TempDir(), "filling.db"), nil)
	t.Cleanup(func() { s.planner.Close() })
	contains(t, "/", s.body(t, "/"), []string{"This database holds no areas"}, nil)
	batch, err := exchange.ReadFiles(seed.Demonstration(today.Time()), exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.planner.Import(context.Background(), batch, "tests"); err != nil {
		t.Fatal(err)
	}
	contains(t, "/", s.body(t, "/"), []string{"The worst gaps"}, []string{"This database holds no areas"})
}
