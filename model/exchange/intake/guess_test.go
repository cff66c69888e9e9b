package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model/field"
)

func TestGuess(t *testing.T) {
	for name, c := range map[string]struct {
		file, sheet string
		headings    []string
		want        *Entry
	}{
		"Welsh headings": {"dychweliad.csv", "", []string{"Cod Gwasanaeth", "Darparwr", "Enw", "Math o wasanaeth", "Dull", "Oedran isaf"},
			&Entry{File: "dychweliad.csv", Table: "services", Columns: map[string]string{
				"service": "Cod Gwasanaeth", "provider": "Darparwr", "name": "Enw", "service_type": "Math o wasanaeth", "mode": "Dull", "age_min": "Oedran isaf"}}},
		"case and space": {"Providers 2026.csv", "", []string{"PROVIDER", " Organisation Name ", "Sector", "Notes"},
			&Entry{File: "Providers 2026.csv", Table: "providers", Columns: map[string]string{"provider": "PROVIDER", "name": "Organisation Name", "sector": "Sector"}}},
		"a sheet's name decides": {"book.xlsx", "Safleoedd", []string{"Code", "Service", "Disclosure"},
			&Entry{File: "book.xlsx", Sheet: "Safleoedd", Table: "sites", Columns: map[string]string{"site": "Code", "service": "Service", "disclosure": "Disclosure"}}},
		"ages": {"people.csv", "", []string{"LSOA21CD", "Year", "Age 0", "1", "Oed 24", "All ages"},
			&Entry{File: "people.csv", Table: "population", Columns: map[string]string{
				"area_code": "LSOA21CD", "year": "Year", "age_0": "Age 0", "age_1": "1", "age_24": "Oed 24", "total": "All ages"}}},
		"nothing known": {"x.csv", "", []string{"foo", "", "bar"}, nil},
		"no headings":   {"services.csv", "", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Guess(c.file, c.sheet, c.headings)); diff != "" {
				t.Errorf("(-want +guessed)\n%s", diff)
			}
		})
	}
}

// What is guessed is a mapping that Catchment takes, and our own headings are
// guessed as themselves.
func TestGuessOfOurOwnTables(t *testing.T) {
	for _, table := range field.Tables {
		if table.Reference {
			continue
		}
		names := field.Names(table.Columns)
		entry := Guess(table.Name+".csv", "", names)
		if entry == nil || entry.Table != table.Name {
			t.Fatalf("%s is taken for %+v", table.Name, entry)
		}
		for _, name := range names {
			if entry.Columns[name] != name {
				t.Errorf("%s: %s is filled from %q", table.Name, name, entry.Columns[name])
			}
		}
		if _, err := (&Mapping{Files: []Entry{*entry}}).Text(); err != nil {
			t.Errorf("%s: %v", table.Name, err)
		}
	}
}

// Every name that is listed is simple, and of a column that there is.
func TestNamesAreOfColumns(t *testing.T) {
	known := map[string]bool{}
	for _, table := range field.Tables {
		for _, c := range table.Columns {
			known[c.Name], known[table.Name+"/"+c.Name] = true, true
		}
	}
	for column, names := range columnNames {
		if !known[column] {
			t.Errorf("there is no column %s", column)
		}
		for _, name := range names {
			if simple(name) != name {
				t.Errorf("%s: %q is not simple: %q", column, name, simple(name))
			}
		}
	}
}
