package coverage_test

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
)

// Everything that METHOD says is flagged, each by what makes it so.
func TestFlags(t *testing.T) {
	cases := []struct {
		name          string
		change        func(*model.Records)
		subject, flag string
	}{
		{"no population", func(r *model.Records) {
			r.Areas = append(r.Areas, model.Area{Code: "A4", Kind: "lsoa", PointLon: new(-3.9), PointLat: new(52.0)})
		}, "A4", "no_population"},
		{"population of a later year", func(r *model.Records) { r.Population[0].Year = 2027 }, "A1", "later_population"},
		{"more in need than people", func(r *model.Records) { r.Rates[0].Central, r.Rates[0].High = 9900, nil }, "A2", "need_scaled"},
		{"observed, and nobody lives there", func(r *model.Records) { r.Population[2].Ages = model.Ages{18: 100} }, "A3", "observed_nobody"},
		{"virtual without areas served", func(r *model.Records) { r.Services[2].AreasServed = nil }, "g3", "serves_everywhere"},
		{"no mapped site and no area", func(r *model.Records) { r.Sites = r.Sites[1:] }, "g1", "reaches_nobody"},
		{"a public site without coordinates", func(r *model.Records) { r.Sites[0].Lon, r.Sites[0].Lat = nil, nil }, "g1", "site_not_mapped"},
		{"no catchment", func(r *model.Records) { r.ServiceTypes[0].CatchmentKm = nil }, "g1", "no_catchment"},
		{"kilometres read as minutes", func(r *model.Records) { r.Travel = []model.TravelTime{{AreaCode: "A1", Site: "s1", Minutes: 3}} }, "g1", "km_as_minutes"},
		{"travel times to another site alone", func(r *model.Records) { r.Travel = []model.TravelTime{{AreaCode: "A1", Site: "s9", Minutes: 3}} }, "g1", "straight_line"},
		{"capacity in another unit", func(r *model.Records) { r.Services[1].CapacityUnit = "family" }, "g2", "capacity_unit"},
		{"centroid outside the boundary", func(r *model.Records) {
			r.Areas[0].PointLon, r.Areas[0].PointLat, r.Areas[0].Boundary = nil, nil, horseshoe
		}, "L1", "point_outside"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			records := worked()
			c.change(records)
			flags := score(records, workedDay).Flags
			if !slices.ContainsFunc(flags, func(f atlas.Flag) bool { return f.Subject == c.subject && f.Flag == c.flag && f.Text != "" }) {
				t.Errorf("no %s of %s in %+v", c.flag, c.subject, flags)
			}
		})
	}
}

// Open to the east; its centroid lies in the bay.
//
//	3 ┌───────────┐
//	  │   ┌───────┘
//	  │   │   ·
//	  │   └───────┐
//	0 └───────────┘
//	  0   1       4
var horseshoe = orb.MultiPolygon{{{{0, 0}, {4, 0}, {4, 0.5}, {0.5, 0.5}, {0.5, 2.5}, {4, 2.5}, {4, 3}, {0, 3}, {0, 0}}}}

func TestStatusOf(t *testing.T) {
	settings := model.SettingsOf(nil)
	cases := []struct {
		low, high float64
		want      coverage.Status
	}{
		{0, 0, coverage.Gap},
		{0.2499, 0.2499, coverage.Gap},
		{0.25, 0.25, coverage.Partial}, // below the setting is a gap
		{0.7999, 0.7999, coverage.Partial},
		{0.8, 0.8, coverage.Sufficient}, // from the setting on
		{0.1, 0.2, coverage.Gap},
		{0.2, 0.3, coverage.NotKnown},
		{0, 1, coverage.NotKnown},
		{0.85, 1, coverage.Sufficient},
	}
	for _, c := range cases {
		if got := coverage.StatusOf(c.low, c.high, &settings); got != c.want {
			t.Errorf("%v to %v: %s, want %s", c.low, c.high, got, c.want)
		}
	}
}
