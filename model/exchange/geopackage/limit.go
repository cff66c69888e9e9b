package geopackage

import (
	"time"

	"catchment/model/exchange/intake"
)

// What a file may hold, so that reading stays within memory and time.
const (
	// MaxFile is the largest file, in bytes.
	MaxFile = intake.MaxFile
	// MaxLayers is how many layers a file may have.
	MaxLayers = 1_000
	// MaxColumns is how many columns a layer may have.
	MaxColumns = 1_000
	// MaxFeatures is how many features a layer may have.
	MaxFeatures = 1_000_000
	// MaxFeatureVertices is how many positions a feature may have.
	MaxFeatureVertices = 500_000
	// MaxVertices is how many positions the layers of a file may have.
	MaxVertices = 10_000_000
	// MaxValue is the longest value, in bytes: a feature of MaxFeatureVertices
	// with heights and measures.
	MaxValue = 32 << 20
	// MaxTime is how long SQLite may take over a file.
	MaxTime = 2 * time.Minute
)
