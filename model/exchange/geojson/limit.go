package geojson

import "catchment/model/exchange/intake"

// What a file may hold, so that reading stays within memory and time.
const (
	// MaxFile is the largest file, in bytes.
	MaxFile = intake.MaxFile
	// MaxDepth is how deep arrays and objects may stand inside a feature: a
	// position of a MultiPolygon stands at six.
	MaxDepth = 12
	// MaxFeatureVertices is how many positions a feature may have.
	MaxFeatureVertices = 500_000
	// MaxVertices is how many positions a file may have.
	MaxVertices = 10_000_000
	// MaxProperties is how many names of properties a file may have.
	MaxProperties = 1_000
)
