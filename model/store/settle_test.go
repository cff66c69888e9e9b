package store

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"catchment/model"
)

const secretMinutes = "13.98765"

// placed are many sites, one of them with a place, and what it was before.
func placed(t *testing.T, s *Store) model.Site {
	t.Helper()
	records := &model.Records{Providers: []model.Provider{{Key: "p", Sector: "other"}}, Services: []model.Service{{Key: "s", Provider: "p", Mode: "group"}}}
	lon, lat := -3.98765, 52.12345
	for i := range 400 {
		records.Sites = append(records.Sites, model.Site{Key: fmt.Sprint("site", i), Service: "s", Disclosure: model.Public, Name: strings.Repeat("n", i%90)})
	}
	site := &records.Sites[200]
	site.Lon, site.Lat, site.Postcode = &lon, &lat, secretPostcode
	mustApply(t, s, Change{Upserts: records, Last: []LastChange{
		{Noun: "sites", Subject: site.Key, Kept: true, Before: `{"Postcode":"` + secretPostcode + `"}`},
		{Noun: "travel", Subject: "a / " + site.Key + " / ", Kept: true, Before: secretMinutes},
	}})
	return *site
}

func protecting(site model.Site) Change {
	site.Disclosure, site.Lon, site.Lat, site.Postcode = model.Protected, nil, nil, ""
	return Change{Upserts: &model.Records{Sites: []model.Site{site}}, Forget: []RowName{{"sites", site.Key}, {"travel", "a / " + site.Key + " / "}}}
}

// traces gives the files that hold a secret.
func traces(t *testing.T, path string) []string {
	t.Helper()
	var found []string
	for _, end := range []string{"", "-wal"} {
		content, err := os.ReadFile(path + end)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(content), secretPostcode) || strings.Contains(string(content), secretMinutes) {
			found = append(found, "the file"+end)
		}
	}
	return found
}

// No byte of a place is left in the file or its log once it was forgotten,
// while others have the database open.
func TestNoByteOfAForgottenPlaceStays(t *testing.T) {
	path := newFile(t)
	s, other := mustOpen(t, path), mustOpen(t, path)
	site := placed(t, s)
	if len(traces(t, path)) == 0 {
		t.Fatal("the test does not see the place while it is there")
	}
	mustLoad(t, other)
	mustApply(t, s, protecting(site))
	if found := traces(t, path); found != nil {
		t.Errorf("still in %v", found)
	}
}

// A reader in the middle of its work delays that; the next change makes up for
// it, and so does the next probe or the next start.
func TestAReaderOnlyDelaysForgetting(t *testing.T) {
	for name, later := range map[string]func(*testing.T, *Store, string){
		"a change": func(t *testing.T, s *Store, _ string) { mustApply(t, s, Change{}) },
		"a probe": func(t *testing.T, s *Store, _ string) {
			if err := new(Health).Probe(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		},
		"a start": func(t *testing.T, _ *Store, path string) { mustOpen(t, path) },
	} {
		t.Run(name, func(t *testing.T) {
			path := newFile(t)
			s := mustOpen(t, path)
			site := placed(t, s)
			reader := s.read.Begin(&snapshot)
			var n int64
			if err := reader.Model(&model.Site{}).Count(&n).Error; err != nil {
				t.Fatal(err)
			}
			mustApply(t, s, protecting(site))
			if len(traces(t, path)) == 0 {
				t.Fatal("the reader did not stand in the way")
			}
			if err := reader.Rollback().Error; err != nil {
				t.Fatal(err)
			}
			later(t, s, path)
			if found := traces(t, path); found != nil {
				t.Errorf("still in %v", found)
			}
			var timeout string
			if err := s.write.Raw("PRAGMA busy_timeout").Scan(&timeout).Error; err != nil || timeout != durableAnswers["busy_timeout"] {
				t.Errorf("changes now wait %s ms for each other (%v)", timeout, err)
			}
		})
	}
}
