package guide_test

import (
	"os"
	"testing"

	"catchment/server/page/guide"
	"catchment/server/page/trial"
)

// region is the pages over the demonstration region, which no test changes.
var region *trial.Site

func TestMain(m *testing.M) { os.Exit(trial.Run(m, &region, guide.Mount)) }
