package openreferral

import (
	"slices"
	"testing"

	"catchment/model"
)

// Ids are for ever: everybody's links hold them.
func TestIDsStay(t *testing.T) {
	const want = "79a02504-3a54-52b4-a3c7-1f95391fbfee"
	if got := ID("service", "able-elwig"); got != want || !IsID(got) || got[14] != '5' {
		t.Errorf("%s, want %s", got, want)
	}
	if ID("service", "a", "b") == ID("service", "ab") || ID("service", "a") == ID("location", "a") {
		t.Error("two nouns have one id")
	}
	for _, text := range []string{"", "x", want + "0", "6B1F0C52-9d3e-4c88-a417-2e60d3957ab1"} {
		if IsID(text) {
			t.Errorf("%q is taken for an id", text)
		}
	}
}

func TestPageOf(t *testing.T) {
	for _, c := range []struct {
		items, number, size int
		want                Page[int]
		there               bool
	}{
		{0, 1, 10, Page[int]{0, 0, 1, 0, true, true, true, []int{}}, true},
		{0, 2, 10, Page[int]{}, false},
		{3, 1, 2, Page[int]{3, 2, 1, 2, true, false, false, []int{0, 1}}, true},
		{3, 2, 2, Page[int]{3, 2, 2, 1, false, true, false, []int{2}}, true},
		{4, 2, 2, Page[int]{4, 2, 2, 2, false, true, false, []int{2, 3}}, true},
		{4, 3, 2, Page[int]{}, false},
	} {
		var all []int
		for i := range c.items {
			all = append(all, i)
		}
		got, there := PageOf(all, c.number, c.size)
		if there != c.there || there && (got.Number != c.want.Number || got.TotalItems != c.want.TotalItems || got.TotalPages != c.want.TotalPages ||
			got.Size != c.want.Size || got.First != c.want.First || got.Last != c.want.Last || got.Empty != c.want.Empty || !slices.Equal(got.Contents, c.want.Contents)) {
			t.Errorf("page %d of %d by %d: %+v %v", c.number, c.items, c.size, got, there)
		}
	}
}

func TestCharityRegisters(t *testing.T) {
	for number, want := range map[string]string{"1054154": "GB-CHC", "SC012345": "GB-SC", "sc012345": "GB-SC", "NIC101234": "GB-NIC", "": "GB-CHC"} {
		if got := registerOf(number); got != want {
			t.Errorf("%q: %s, want %s", number, got, want)
		}
	}
}

func TestWebsite(t *testing.T) {
	for text, want := range map[string]string{
		"https://a.example/x": "https://a.example/x", " http://a.example ": "http://a.example", "a.example": "", "mailto:a@b.example": "",
		"javascript:alert(1)": "", "https://user:pass@a.example": "", "https://": "", "": "", "ftp://a.example": "",
	} {
		if got := website(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Statistical areas of the United Kingdom have their address, others none; an
// area that does not stand on the day is named by its code.
func TestServiceAreaAddress(t *testing.T) {
	m := &maker{areas: map[string]*area{"W06000001": {"Isle", func() string { return `{"type":"Polygon"}` }}, "X1": {"Invented", func() string { return "" }}}}
	for code, want := range map[string]ServiceArea{
		"W06000001": {Name: "Isle", Area: "Isle", Extent: `{"type":"Polygon"}`, ExtentType: "geojson", URI: "http://statistics.data.gov.uk/id/statistical-geography/W06000001"},
		"X1":        {Name: "Invented", Area: "Invented"},
		"W06000002": {Name: "W06000002", Area: "W06000002", URI: "http://statistics.data.gov.uk/id/statistical-geography/W06000002"},
	} {
		got := m.serviceArea("s", "id", code)
		want.ID, want.ServiceID = ID("service_area", "s", code), "id"
		if got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

// A protected service with a name that tells of a place, or whose organisation
// has one, is left out, and the name is not repeated.
func TestNamesThatTellOfPlaces(t *testing.T) {
	for _, text := range []string{
		`{"id": "1", "name": "Refuge, 7 Canary Lane", "status": "active", "organization": {"id": "o", "name": "Org"}, "service_areas": [{"uri": "W06000099"}]}`,
		`{"id": "1", "name": "Refuge", "status": "active", "organization": {"id": "o", "name": "Canary at CF99 9CC"}, "service_areas": [{"uri": "W06000099"}]}`,
		`{"id": "1", "name": "Nobody knows, 7 Canary Lane", "status": "active", "organization": {"id": "o", "name": "Org"}}`,
	} {
		batch := Read([]Source{{Name: "services.json", Data: []byte(text)}}).Batch(known(), nil, Options{Feed: "test", Rules: rulesOfTest, Public: true})
		if len(batch.Rows) > 0 || len(batch.Feed.Keep) > 0 {
			t.Errorf("%+v %+v", batch.Rows, batch.Feed)
		}
		told := false
		for _, p := range batch.Problems {
			told = told || p.Warning && p.Row == 1 && (p.Column == "name" || p.Column == "organization.name") && p.Found.Empty()
		}
		if !told {
			t.Errorf("%s: %+v", text, batch.Problems)
		}
	}
}

// One area alone, or one local authority alone, is meant by a name.
func TestAreasByName(t *testing.T) {
	records := known()
	records.Areas = append(records.Areas, model.Area{Code: "H1", Name: "Northshire", Kind: "health_board"})
	g := groundOf(records, nil)
	for named, want := range map[areaName]string{
		{name: "northshire"}: "W06000099", {name: "Gogledd"}: "W06000099", {code: "W06000098", name: "Northshire"}: "W06000098",
		{name: "Twice"}: "", {name: "Nowhere"}: "", {code: "none", name: "Canary ward"}: "W05000001",
	} {
		got := ""
		if area := g.area(named); area != nil {
			got = area.Code
		}
		if got != want {
			t.Errorf("%+v: %q, want %q", named, got, want)
		}
	}
	if got := g.authority(place{lon: -3.5, lat: 51.2, placed: true}); got != "W06000098" {
		t.Errorf("%q", got)
	}
	if got := g.authority(place{lon: 3.5, lat: 51.2, placed: true}); got != "" {
		t.Errorf("%q", got)
	}
}
