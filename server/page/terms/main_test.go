package terms_test

import (
	"os"
	"testing"

	"catchment/server/page/areas"
	"catchment/server/page/compare"
	"catchment/server/page/directory"
	"catchment/server/page/register"
	"catchment/server/page/terms"
	"catchment/server/page/trial"
)

// region is the pages over the demonstration region.
var region *trial.Site

func TestMain(m *testing.M) {
	os.Exit(trial.Run(m, &region, terms.Mount, areas.Mount, compare.Mount, directory.Mount, register.Mount))
}
