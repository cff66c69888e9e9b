package openreferral

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/field"
)

func sample(t testing.TB, names ...string) []Source {
	t.Helper()
	var out []Source
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, Source{Name: name, Data: data})
	}
	return out
}

// lat
// 52  +-----------+
//
//	| Northshire|
//
// 51.4+-----------+
//
//	| Southshire|
//
// 51  +-----------+
//
//	-4          -3  lon
func box(south, north float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{-4, south}, {-3, south}, {-3, north}, {-4, north}, {-4, south}}}}
}

func known() *model.Records {
	yes := true
	return &model.Records{
		Areas: []model.Area{
			{Code: "W06000099", Name: "Northshire", NameCy: "Gogledd", Kind: model.LocalAuthority, Boundary: box(51.4, 52)},
			{Code: "W06000098", Name: "Southshire", Kind: model.LocalAuthority, Boundary: box(51, 51.4)},
			{Code: "W05000001", Name: "Canary ward", Kind: "ward"},
			{Code: "X1", Name: "Twice", Kind: "ward"}, {Code: "X2", Name: "Twice", Kind: "lsoa"},
		},
		ServiceTypes: []model.ServiceType{
			{Key: "refuge", ProtectedByDefault: &yes}, {Key: "outreach_and_group_work"}, {Key: "camhs"}, {Key: "supported_contact"}, {Key: "multi_agency_risk_assessment"},
		},
	}
}

var rulesOfTest = func() Rules {
	rules, problems := ReadRules("rules.csv", []byte("service_type,words,terms,mode\nrefuge,refuge,,residential\nignore,football,,\noutreach_and_group_work,domestic abuse children,,group\ncamhs,,CAMHS,\nsupported_contact,contact centre,,\nmulti_agency_risk_assessment,marac,,\n"))
	if len(problems) > 0 {
		panic(problems[0].Sentence())
	}
	return rules
}()

func batchOf(t *testing.T, o Options, names ...string) *model.Batch {
	t.Helper()
	o.Feed = "test"
	if o.Rules == nil {
		o.Rules = rulesOfTest
	}
	return Read(sample(t, names...)).Batch(known(), nil, o)
}

func rowsOf[N any](batch *model.Batch, table string) []*N {
	var out []*N
	for _, row := range batch.Rows[table] {
		out = append(out, row.Noun.(*N))
	}
	return out
}

var everySample = []string{"oruk1_page1.json", "oruk1_page2.json", "oruk3_services.json", "oruk3_organizations.json", "hsds_service_at_location.json", "dirt.json"}

func TestOpenReferralUK1(t *testing.T) {
	batch := batchOf(t, Options{}, "oruk1_page1.json", "oruk1_page2.json")
	services := rowsOf[model.Service](batch, "services")
	if len(services) != 2 {
		t.Fatalf("%d services", len(services))
	}
	s := services[0]
	if s.Key != Key("test", "service", "a1000000-0000-4000-8000-000000000001") || s.ServiceType != "outreach_and_group_work" || s.Mode != "group" ||
		*s.AgeMin != 5 || *s.AgeMax != 16 || !slices.Equal(s.AreasServed, []string{"W06000099"}) || !slices.Equal(s.Languages, []string{"en", "cy"}) {
		t.Errorf("%+v", s)
	}
	providers := rowsOf[model.Provider](batch, "providers")
	if len(providers) != 1 || providers[0].Website != "https://www.safestart.example" || providers[0].Sector != "other" || s.Provider != providers[0].Key {
		t.Errorf("%+v", providers[0])
	}
	sites := rowsOf[model.Site](batch, "sites")
	if len(sites) != 1 || sites[0].Disclosure != model.AreaOnly || sites[0].AreaCode != "W06000099" || sites[0].Lon != nil || sites[0].Name != "Community hall" {
		t.Errorf("%+v", sites[0])
	}
}

func TestOpenReferralUK3(t *testing.T) {
	batch := batchOf(t, Options{Public: true}, "oruk3_organizations.json", "oruk3_services.json")
	s, p, at := rowsOf[model.Service](batch, "services"), rowsOf[model.Provider](batch, "providers"), rowsOf[model.Site](batch, "sites")
	if len(s) != 1 || s[0].ServiceType != "camhs" || *s[0].AgeMin != 4 || *s[0].AgeMax != 18 || !slices.Equal(s[0].AreasServed, []string{"W06000098"}) || !slices.Equal(s[0].Languages, []string{"cy"}) {
		t.Errorf("%+v", s)
	}
	if len(p) != 1 || p[0].Website != "https://health.example/" || p[0].CharityNumber != "123456" {
		t.Errorf("%+v", p)
	}
	if len(at) != 1 || at[0].Disclosure != model.Public || *at[0].Lon != -3.2 || *at[0].Lat != 51.2 {
		t.Errorf("%+v", at)
	}
}

func TestHumanServicesData(t *testing.T) {
	batch := batchOf(t, Options{}, "hsds_service_at_location.json")
	s, at := rowsOf[model.Service](batch, "services"), rowsOf[model.Site](batch, "sites")
	if len(s) != 1 || s[0].ServiceType != "supported_contact" || len(at) != 1 || at[0].AreaCode != "W06000098" {
		t.Errorf("%+v %+v", s, at)
	}
}

// Organisations with their services in them are read as services with their
// organisations.
func TestServicesInOrganisations(t *testing.T) {
	text := `{"id": "o", "name": "Org", "services": [{"id": "s", "name": "The MARAC", "status": "active"}, {"id": "link-alone"}]}`
	batch := Read([]Source{{Name: "o.json", Data: []byte(text)}}).Batch(known(), nil, Options{Feed: "test", Rules: rulesOfTest})
	if s := rowsOf[model.Service](batch, "services"); len(s) != 1 || s[0].Provider != Key("test", "organization", "o") {
		t.Errorf("%+v", s)
	}
}

// What a directory of Catchment says of a type is read without a rule.
func TestOurOwnTypes(t *testing.T) {
	text := `{"id": "s", "name": "A", "status": "active", "organization": {"id": "o", "name": "Org"}, "attributes": [{"taxonomy_term": {"id": "` + termID(ID("taxonomy", types), "camhs") + `", "name": "x"}}]}`
	batch := Read([]Source{{Name: "services.json", Data: []byte(text)}}).Batch(known(), nil, Options{Feed: "test"})
	if s := rowsOf[model.Service](batch, "services"); len(s) != 1 || s[0].ServiceType != "camhs" {
		t.Errorf("%+v", s)
	}
}

// Dirt survives: what can be read is read, and each repair is told, by record
// and member, without the value.
func TestDirt(t *testing.T) {
	batch := batchOf(t, Options{}, "dirt.json")
	if errors := batch.Problems.Errors(); len(errors) > 0 {
		t.Fatalf("%+v", errors)
	}
	if s := rowsOf[model.Service](batch, "services"); len(s) != 2 || s[0].Name != "MARAC co-ordination" || s[0].AgeMin != nil || s[0].AgeMax != nil {
		t.Errorf("%+v", s)
	}
	told := map[string]bool{}
	for _, p := range batch.Problems {
		if p.File != "dirt.json" || p.Row == 0 || !p.Warning {
			t.Errorf("%+v", p)
		}
		told[field.Number(float64(p.Row))+" "+p.Column] = true
	}
	for _, want := range []string{"1 id", "1 description", "1 minimum_age", "1 maximum_age", "1 languages", "1 organization.url", "1 service_areas",
		"2 id", "2 service_at_locations", "3 name", "4 ", "5 ", "6 organization", "7 name"} {
		if !told[want] {
			t.Errorf("%q is not told: %v", want, told)
		}
	}
}

func TestWhatIsNoJSONIsAnError(t *testing.T) {
	odd := Read(files("odd.json", `[{"id": "a" "name": "x"}]`))
	if len(odd.Problems) != 1 || odd.Problems[0].Expected.String() != "JSON is expected; what stands at byte 13 cannot be read" {
		t.Errorf("%+v", odd.Problems)
	}
	for text, want := range map[string]string{"cut.json": "ends in the middle", "": "there is none here"} {
		source := Source{Name: "empty.json", Data: nil}
		if text != "" {
			source = sample(t, text)[0]
		}
		d := Read([]Source{source})
		if len(d.Problems) != 1 || !strings.Contains(d.Problems[0].Expected.String(), want) || d.Problems[0].Warning == (text != "") {
			t.Errorf("%q: %+v", text, d.Problems)
		}
	}
}

// Of a protected service no place is kept: not in a row, not in a record, and
// not in what is told of it. Of one whose type is not known, neither.
func TestNoPlaceOfAProtectedServiceIsKept(t *testing.T) {
	for _, public := range []bool{false, true} {
		batch := batchOf(t, Options{Public: public}, "oruk1_page1.json", "oruk1_page2.json")
		refuge := Key("test", "service", "a1000000-0000-4000-8000-000000000003")
		if !slices.Contains(batch.Feed.Drop, refuge) {
			t.Error("the record of the refuge is not dropped")
		}
		text, err := json.Marshal(batch)
		if err != nil {
			t.Fatal(err)
		}
		for _, canary := range []string{"anary Lane", "51.512345", "543210", "CF99", "9CC", "W05000001"} {
			if strings.Contains(string(text), canary) {
				t.Errorf("public %v: %s is kept", public, canary)
			}
		}
		told := false
		for _, p := range batch.Problems {
			told = told || p.Column == "locations" && p.Row == 2 && p.File == "oruk1_page2.json"
		}
		if !told {
			t.Error("that a place was left out is not told")
		}
		for _, site := range rowsOf[model.Site](batch, "sites") {
			if site.Service == refuge {
				t.Errorf("%+v", site)
			}
		}
	}
}

// Records are kept whole only where places may be; else without what tells of
// places and persons.
func TestRecordsAreKept(t *testing.T) {
	for public, hidden := range map[bool]bool{false: true, true: false} {
		batch := batchOf(t, Options{Public: public}, everySample...)
		if len(batch.Feed.Keep) < 5 {
			t.Fatalf("%d records", len(batch.Feed.Keep))
		}
		whole := ""
		for _, r := range batch.Feed.Keep {
			if r.Feed != "test" || !json.Valid([]byte(r.Raw)) {
				t.Errorf("%+v", r)
			}
			whole += r.Raw
		}
		for _, text := range []string{"Secret Street", "ZZ1 1ZZ", "Jo Private", "01234", "51.5"} {
			if strings.Contains(whole, text) == hidden {
				t.Errorf("public %v: %s", public, text)
			}
		}
	}
}

// What no rule fits is kept for a person, and read again with a tag.
func TestUntagged(t *testing.T) {
	rules := slices.DeleteFunc(slices.Clone(rulesOfTest), func(r Rule) bool { return r.Type == Ignored })
	batch := batchOf(t, Options{Rules: rules}, "oruk1_page1.json")
	football := Key("test", "service", "a1000000-0000-4000-8000-000000000002")
	var record *model.FeedRecord
	for i, r := range batch.Feed.Keep {
		if r.Service == football {
			record = &batch.Feed.Keep[i]
		}
	}
	if record == nil {
		t.Fatal("it is not kept")
	}
	card, ok := CardOf(*record)
	if !ok || card.Name != "Saturday football" || card.Organization != "Town Leisure" {
		t.Errorf("%+v", card)
	}
	again := Again(*record).Batch(known(), nil, Options{Feed: "test", Tags: map[string]string{football: "camhs"}})
	if s := rowsOf[model.Service](again, "services"); len(s) != 1 || s[0].Key != football || s[0].ServiceType != "camhs" || *s[0].AgeMin != 6 {
		t.Errorf("%+v", s)
	}
	for _, r := range batchOf(t, Options{}, "oruk1_page1.json").Feed.Keep {
		if r.Service == football {
			t.Error("what a rule ignores is kept")
		}
	}
}

// What a person may have set stays.
func TestWhatIsThereStays(t *testing.T) {
	first := batchOf(t, Options{}, "oruk1_page1.json")
	there := known()
	s := *rowsOf[model.Service](first, "services")[0]
	s.ServiceType, s.Mode = "camhs", "outreach"
	there.Services = []model.Service{s}
	there.Providers = []model.Provider{*rowsOf[model.Provider](first, "providers")[0]}
	there.Sites = []model.Site{*rowsOf[model.Site](first, "sites")[0]}
	again := Read(sample(t, "oruk1_page1.json")).Batch(there, nil, Options{Feed: "test", Rules: rulesOfTest, Public: true})
	for table, columns := range map[string][]string{"services": {"service_type", "mode"}, "providers": {"sector"}, "sites": {"disclosure", "lon", "lat", "area_code"}} {
		for _, column := range columns {
			if len(again.Rows[table]) != 1 || again.Rows[table][0].Given[column] {
				t.Errorf("%s: %s is given", table, column)
			}
		}
	}
	hidden := Read(sample(t, "oruk1_page1.json")).Batch(there, map[string]bool{s.Key: true}, Options{Feed: "test", Rules: rulesOfTest, Public: true})
	if len(hidden.Rows["sites"]) > 0 || !slices.Contains(hidden.Feed.Drop, s.Key) {
		t.Errorf("%+v", hidden.Rows["sites"])
	}
}

func TestRules(t *testing.T) {
	if rules, problems := ReadRules("rules.csv", builtIn); len(problems) > 0 || len(rules) < 10 {
		t.Errorf("%d rules, %v", len(rules), problems)
	}
	for text, column := range map[string]string{
		"service_type,words\n,x\n":              "service_type",
		"service_type,words\nrefuge,\n":         "words",
		"service_type,words,terms,mode\na,b,,x": "mode",
		"words\nx\n":                            "service_type",
		"service_type,words\n\"a":               "",
	} {
		if _, problems := ReadRules("rules.csv", []byte(text)); len(problems) == 0 || problems[0].Column != column || problems[0].Warning {
			t.Errorf("%q: %+v", text, problems)
		}
	}
	unknown, _ := ReadRules("rules.csv", []byte("service_type,words\nnonsense,x\n"))
	if p := batchOf(t, Options{Rules: unknown}, "dirt.json").Problems.Errors(); len(p) != 1 || p[0].Row != 2 || p[0].File != "rules.csv" {
		t.Errorf("%+v", p)
	}
	for _, c := range []struct {
		name string
		want string
	}{{"The Refuge", "refuge"}, {"Refugee welcome", ""}, {"REFUGE, and more", "refuge"}, {"Abuse: domestic (for children)", "outreach_and_group_work"}, {"Domestic appliances", ""}} {
		got := ""
		if rule := rulesOfTest.typeOf(&service{name: c.name}); rule != nil {
			got = rule.Type
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// FuzzORUK holds reading to its promises whatever a file says.
func FuzzORUK(f *testing.F) {
	for _, s := range sample(f, append(everySample, "cut.json")...) {
		f.Add(s.Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		batch := Read([]Source{{Name: "fuzz.json", Data: data}}).Batch(known(), nil, Options{Feed: "fuzz", Rules: rulesOfTest})
		refuges := map[string]bool{}
		for _, s := range rowsOf[model.Service](batch, "services") {
			refuges[s.Key] = s.ServiceType == "refuge"
			if s.Name == "" || s.Provider == "" || s.AgeMin != nil && (*s.AgeMin < 0 || *s.AgeMin > 24) {
				t.Fatalf("%+v", s)
			}
		}
		for _, site := range rowsOf[model.Site](batch, "sites") {
			if site.Lon != nil || site.Lat != nil || site.Postcode != "" || refuges[site.Service] || site.AreaCode == "" {
				t.Fatalf("%+v", site)
			}
		}
		for _, r := range batch.Feed.Keep {
			var raw any
			if err := json.Unmarshal([]byte(r.Raw), &raw); err != nil || refuges[r.Service] {
				t.Fatalf("%+v %v", r, err)
			}
		}
	})
}
