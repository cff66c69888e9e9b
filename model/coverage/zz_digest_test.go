package coverage_test

import (
	"crypto/sha256"
	"fmt"
	"testing"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/gap"
)

func TestZZDigest(t *testing.T) {
	for name, records := range map[string]*model.Records{"wales": wales(), "worked": worked()} {
		day := atlas.Build(records, model.Revision{}).On(workedDay)
		r := coverage.Score(day)
		h := sha256.New()
		fmt.Fprintf(h, "%x %x %x", r.Bands, r.Held, r.Services)
		fmt.Fprintf(h, "%v %v %v", r.Flows, r.Supplies(), r.Flags)
		fmt.Println(name, "score", fmt.Sprintf("%x", h.Sum(nil))[:16])
		h.Reset()
		fmt.Fprintf(h, "%v", r.Ranks())
		fmt.Println(name, "ranks", fmt.Sprintf("%x", h.Sum(nil))[:16])
		h.Reset()
		for row := range day.Expected {
			fmt.Fprintf(h, "%x %v %v", r.Refused(row), r.GivenBy(row), r.MetWithout(row, func(k int32) bool { return k%3 == 0 }))
		}
		fmt.Println(name, "detail", fmt.Sprintf("%x", h.Sum(nil))[:16])
		h.Reset()
		for _, g := range gap.Register(r, authority, func(k int32) string { return day.Services[k].Name }) {
			fmt.Fprintln(h, g.Rank, g.Kind, g.Area.Code, g.Low, g.Central, g.High, g.Why(), g.ClosesWith())
		}
		fmt.Println(name, "gaps", fmt.Sprintf("%x", h.Sum(nil))[:16])
	}
}
