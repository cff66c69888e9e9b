package register_test

import (
	"os"
	"testing"

	"catchment/server/page/register"
	"catchment/server/page/trial"
)

// region is the pages over the demonstration region.
var region *trial.Site

func TestMain(m *testing.M) {
	os.Exit(trial.Run(m, &region, register.Mount))
}
