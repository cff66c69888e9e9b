package openreferral

import (
	"slices"
	"strings"
	"testing"

	"catchment/model"
)

// files makes sources of names and texts in turn.
func files(pairs ...string) []Source {
	var out []Source
	for i := 0; i < len(pairs); i += 2 {
		folder, name, found := strings.Cut(pairs[i], "/")
		if !found {
			folder, name = "", pairs[i]
		}
		out = append(out, Source{Name: name, Folder: folder, Data: []byte(pairs[i+1])})
	}
	return out
}

func laid(sources []Source, o Options) *model.Batch {
	o.Feed = "test"
	if o.Rules == nil {
		o.Rules = rulesOfTest
	}
	return Read(sources).Batch(known(), nil, o)
}

// providersOf gives the provider of each service, and of each that waits, by
// name.
func providersOf(batch *model.Batch) []string {
	names := map[string]string{}
	for _, p := range rowsOf[model.Provider](batch, "providers") {
		names[p.Key] = p.Name
	}
	var out []string
	for _, s := range rowsOf[model.Service](batch, "services") {
		out = append(out, s.Name+" of "+names[s.Provider])
	}
	for _, r := range batch.Feed.Keep {
		if card, ok := CardOf(r); ok && r.Kind == "service" && !strings.Contains(strings.Join(out, ";"), card.Name+" of ") {
			out = append(out, card.Name+" waits, of "+card.Organization)
		}
	}
	slices.Sort(out)
	return out
}

func tells(batch *model.Batch, row int, column, words string) bool {
	return slices.ContainsFunc(batch.Problems, func(p model.Problem) bool {
		return p.Warning && p.Row == row && p.Column == column && strings.Contains(p.Expected.String(), words)
	})
}

// Records that do not show what they are: by those who name them, their page,
// their file and their folder. Where two of these differ, the first that is
// sure of itself holds.
func TestWhatRecordsAre(t *testing.T) {
	const marac = `{"id": "s1", "name": "MARAC", "status": "active", "organization_id": "o1"}`
	const bare = `{"id": "o1", "name": "Families", "description": "For all"}`
	for name, c := range map[string]struct {
		files []Source
		want  []string
	}{
		"named by a service before it":    {files("x.json", marac, "y.json", bare), []string{"MARAC of Families"}},
		"named by a service behind it":    {files("a.json", bare, "x.json", marac), []string{"MARAC of Families"}},
		"in one page with the service":    {files("services.json", "["+marac+","+bare+"]"), []string{"MARAC of Families"}},
		"with nothing but a name":         {files("x.json", marac+` {"id": "o1", "name": "Families"}`), []string{"MARAC of Families"}},
		"with the id written otherwise":   {files("x.json", `[{"id": "A1000000-0000-4000-8000-00000000000F", "name": "Families"}, {"id": 1, "name": "MARAC", "status": "", "organization_id": "a1000000-0000-4000-8000-00000000000f"}]`), []string{"MARAC of Families"}},
		"with a number for an id":         {files("x.json", `[{"id": 7, "name": "Families"}, {"id": 7, "name": "MARAC", "status": "active", "organization_id": "7"}]`), []string{"MARAC of Families"}},
		"by the member of a bundle":       {files("x.json", `{"organizations": [`+bare+`], "services": [{"id": "s1", "name": "MARAC", "organization_id": "o1"}]}`), []string{"MARAC of Families"}},
		"by the file":                     {files("services_p1.json", `[{"id": "s1", "name": "MARAC", "description": "x"}]`), []string{"MARAC of Organisation not named (test)"}},
		"by the folder":                   {files("services/1.json", `{"id": "s1", "name": "MARAC", "description": "x"}`), []string{"MARAC of Organisation not named (test)"}},
		"organisations by the folder":     {files("organisations/1.json", bare, "services/1.json", `{"id": "s2", "name": "MARAC"}`), []string{"MARAC of Organisation not named (test)"}},
		"by its page":                     {files("x.json", `{"contents": [`+marac+`, {"id": "s2", "name": "MARAC two"}, {"id": "o1", "name": "Families", "website": "https://a.example"}]}`, "z.json", `[{"id": "s4", "status": "active", "name": "MARAC four"}, {"id": "s3", "name": "MARAC three"}]`), []string{"MARAC four of Organisation not named (test)", "MARAC of Families", "MARAC three of Organisation not named (test)", "MARAC two waits, of "}},
		"by nothing":                      {files("x.json", `{"id": "q", "name": "MARAC"}`), []string{"MARAC waits, of "}},
		"a number that both have":         {files("services.json", `[{"id": 1, "name": "MARAC"}]`, "organizations.json", `[{"id": 1, "name": "Families", "logo": ""}]`, "x.json", `{"id": 2, "name": "MARAC two", "status": "active", "organization_id": 1}`), []string{"MARAC of Organisation not named (test)", "MARAC two of Families"}},
		"a location with an organisation": {files("x.json", marac, "y.json", bare, "l.json", `{"id": "l", "name": "Hall", "organization_id": "o1", "latitude": 51.5, "longitude": -3.5}`), []string{"MARAC of Families"}},
		"a part of a service":             {files("x.json", marac, "y.json", bare, "l.json", `{"id": "l", "service_id": "s1", "name": "Monday"}`), []string{"MARAC of Families"}},
		"a taxonomy and a description":    {files("x.json", marac, "y.json", bare, "taxonomies.json", `[{"id": "t", "name": "T", "description": "T"}]`, "root.json", `{"version": "HSDS-UK-3.0", "profile": "x", "openapi_url": "y"}`), []string{"MARAC of Families"}},
	} {
		if got := providersOf(laid(c.files, Options{})); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What is guessed, made or left out is told.
func TestWhatIsMadeIsTold(t *testing.T) {
	for _, c := range []struct {
		file, text, column, words string
	}{
		{"x.json", `{"id": "q", "name": "MARAC"}`, "", "must say the type"},
		{"x.json", `{"id": "q"}`, "", "says neither"},
		{"services.json", `{"id": "q", "name": "MARAC"}`, "organization", "not named"},
		{"services.json", `{"id": "q", "name": "MARAC", "organization_id": "gone"}`, "organization", "not named"},
		{"services.json", `{"id": "q", "name": "MARAC", "organization": {"name": "Org"}}`, "organization.id", "taken for it"},
		{"services.json", `{"id": "q", "description": "Help"}`, "name", "made of its id"},
		{"services.json", `{"id": "7 Canary Lane", "description": "Help"}`, "name", "left out"},
		{"services.json", `{"name": "", "description": "Help"}`, "name", "left out"},
		{"organizations.json", `{"website": "https://a.example"}`, "name", "left out"},
		{"organizations.json", `{"id": "o", "name": "Org"}`, "", "without are not taken over: 1"},
		{"x.json", `{"id": "l", "service_id": "s1", "name": "Monday"}`, "", "a part of a service"},
		{"x.json", `{"id": "l", "service_id": "s1", "location_id": "l1"}`, "service", "this place is left out"},
	} {
		batch := laid(files(c.file, c.text), Options{})
		if !tells(batch, 1, c.column, c.words) && !tells(batch, 0, c.column, c.words) {
			t.Errorf("%s: %+v", c.text, batch.Problems)
		}
	}
}

// An organisation without a name has a provider that says so: by the id that
// is known of it, else one for the whole directory. A name that comes later is
// taken; one that is there stays where the directory has none.
func TestOrganisationsWithoutAName(t *testing.T) {
	const unnamed = `[{"id": "s1", "name": "MARAC", "status": "active", "organization_id": "o1"}, {"id": "s2", "name": "MARAC two", "status": "active", "organization": {"id": "o1", "name": ""}},
		{"id": "s3", "name": "MARAC three", "status": "active"}, {"id": "s4", "name": "MARAC four", "status": "active", "organization": null}, {"id": "s5", "name": "MARAC five", "status": "active", "organization_id": "7 Canary Lane"}]`
	first := laid(files("services.json", unnamed), Options{})
	want := []string{"MARAC five of Organisation not named (test)", "MARAC four of Organisation not named (test)", "MARAC of Organisation not named (o1)", "MARAC three of Organisation not named (test)", "MARAC two of Organisation not named (o1)"}
	if got := providersOf(first); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	there := known()
	for _, p := range rowsOf[model.Provider](first, "providers") {
		if p.NameCy == "" {
			t.Errorf("%s has no Welsh name", p.Name)
		}
		there.Providers = append(there.Providers, *p)
	}
	if len(there.Providers) != 3 {
		t.Errorf("%d providers", len(there.Providers))
	}
	for _, s := range rowsOf[model.Service](first, "services") {
		there.Services = append(there.Services, *s)
	}
	again := Read(files("services.json", unnamed)).Batch(there, nil, Options{Feed: "test", Rules: rulesOfTest})
	if len(again.Rows["providers"]) > 0 {
		t.Errorf("%+v", again.Rows["providers"])
	}
	for _, row := range again.Rows["services"] {
		if row.Given["provider"] {
			t.Errorf("%+v", row)
		}
	}
	named := Read(files("services.json", unnamed, "o.json", `{"id": "o1", "name": "Families"}`)).Batch(there, nil, Options{Feed: "test", Rules: rulesOfTest})
	row := named.Rows["providers"]
	if len(row) != 1 || row[0].Noun.(*model.Provider).Name != "Families" || row[0].Noun.(*model.Provider).NameCy != "" || !row[0].Given["name_cy"] {
		t.Errorf("%+v", row)
	}
	refuge := laid(files("services.json", `{"id": "r", "name": "Refuge", "status": "active", "service_areas": [{"uri": "W06000099"}]}`), Options{})
	if len(refuge.Rows) > 0 || !tells(refuge, 1, "organization", "of a service that is protected") {
		t.Errorf("%+v %+v", refuge.Rows, refuge.Problems)
	}
}

// A service without a name keeps one that a person gave it.
func TestServicesWithoutAName(t *testing.T) {
	const text = `{"id": "s1", "description": "Help", "status": "active", "organization": {"id": "o", "name": "Org"}, "attributes": [{"taxonomy_term": {"name": "CAMHS"}}]}`
	s := rowsOf[model.Service](laid(files("x.json", text), Options{}), "services")
	if len(s) != 1 || s[0].Name != "Service not named (s1)" || s[0].NameCy != "Gwasanaeth heb ei enwi (s1)" {
		t.Fatalf("%+v", s)
	}
	there := known()
	there.Services = []model.Service{*s[0]}
	if again := Read(files("x.json", text)).Batch(there, nil, Options{Feed: "test", Rules: rulesOfTest}); again.Rows["services"][0].Given["name"] {
		t.Errorf("%+v", again.Rows["services"][0])
	}
	named := Read(files("x.json", text, "y.json", `{"id": "s1", "name": "Talking", "status": "active"}`)).Batch(there, nil, Options{Feed: "test", Rules: rulesOfTest}).Rows["services"][0]
	if s := named.Noun.(*model.Service); s.Name != "Talking" || s.NameCy != "" || !named.Given["name"] || !named.Given["name_cy"] {
		t.Errorf("%+v", named)
	}
}
