package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"catchment/model"
)

// large is a region: areas with boundaries of 60 points, populations of the
// first of them, and services.
func large(areas, populations, services int) *model.Records {
	records := &model.Records{Providers: []model.Provider{{Key: "p", Sector: "other"}}}
	for i := range areas {
		lon, lat := -4+float64(i%50)/25, 51+float64(i/50)/25
		records.Areas = append(records.Areas, model.Area{
			Code: fmt.Sprintf("W%07d", i), Name: fmt.Sprintf("Area %d", i), Kind: "lsoa", Parents: []string{"W92000004", "W06000008"},
			PointLon: &lon, PointLat: &lat, Boundary: roundArea(lon, lat),
		})
	}
	for i := range populations {
		p := model.Population{AreaCode: records.Areas[i%areas].Code, Year: 2024 + i/areas}
		for age := range p.Ages {
			p.Ages[age] = float64(10 + (i*7+age*3)%40)
		}
		records.Population = append(records.Population, p)
	}
	sortPopulation(records.Population)
	for i := range services {
		capacity := float64(i)
		records.Services = append(records.Services, model.Service{
			Key: fmt.Sprintf("s%05d", i), Provider: "p", Name: "Service", ServiceType: "group_work", Mode: "group",
			AreasServed: []string{"W06000008"}, Languages: []string{"en", "cy"}, Capacity: &capacity, Start: "2026-04-01",
		})
	}
	return records
}

func sortPopulation(rows []model.Population) {
	slices.SortFunc(rows, func(a, b model.Population) int {
		return cmp.Or(cmp.Compare(a.AreaCode, b.AreaCode), cmp.Compare(a.Year, b.Year))
	})
}

func roundArea(lon, lat float64) orb.MultiPolygon {
	const points = 60
	ring := make(orb.Ring, 0, points)
	for i := range points - 1 {
		angle := 2 * math.Pi * float64(i) / (points - 1)
		ring = append(ring, orb.Point{lon + 0.02*math.Cos(angle), lat + 0.02*math.Sin(angle)})
	}
	return orb.MultiPolygon{{append(ring, ring[0])}}
}

func eachDatabaseB(b *testing.B, run func(b *testing.B, s *Store)) {
	b.Run("sqlite", func(b *testing.B) { run(b, mustOpen(b, newFile(b))) })
	if server() != "" {
		b.Run("postgres", func(b *testing.B) { run(b, mustOpen(b, newSchema(b))) })
	}
}

// 2,400 areas with boundaries of 60 points, 1,917 populations, 500 services.
func BenchmarkApply(b *testing.B) {
	records := large(2400, 1917, 500)
	eachDatabaseB(b, func(b *testing.B, s *Store) {
		for b.Loop() {
			mustApply(b, s, Change{Upserts: records})
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	records := large(2400, 1917, 500)
	eachDatabaseB(b, func(b *testing.B, s *Store) {
		mustApply(b, s, Change{Upserts: records})
		for b.Loop() {
			mustLoad(b, s)
		}
	})
}

// An edit of one service, as a form makes it.
func BenchmarkEdit(b *testing.B) {
	records := large(2400, 1917, 500)
	eachDatabaseB(b, func(b *testing.B, s *Store) {
		last := mustApply(b, s, Change{Upserts: records})
		edit := Change{
			Upserts: &model.Records{Services: records.Services[:1]},
			Audit:   []model.AuditEntry{{Action: "update", Noun: "services", Subject: "s00000"}},
		}
		for b.Loop() {
			edit.Base = last.Revision
			var err error
			if last, err = s.Apply(context.Background(), edit); err != nil {
				b.Fatal(err)
			}
		}
	})
}
