package cql2

import (
	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/rtree"
)

// intricate says whether so many edges of a literal lie across each other, by
// their boxes, that relating it would take minutes: every crossing becomes a
// node of a graph. The edges of a coast meet two neighbours and few others.
func intricate(g orb.Geometry) bool {
	edges := edgeBoxes(g, nil)
	tree := rtree.BulkLoad(edges)
	left := 8*len(edges) + 1000
	for _, edge := range edges {
		err := tree.RangeSearch(edge.Box, func(int) error {
			if left--; left < 0 {
				return rtree.Stop
			}
			return nil
		})
		if err != nil || left < 0 {
			return true
		}
	}
	return false
}

// edgeBoxes adds the boxes of the edges of lines and rings. Points have none.
func edgeBoxes(g orb.Geometry, boxes []rtree.BulkItem) []rtree.BulkItem {
	switch g := g.(type) {
	case orb.LineString:
		return boxesAlong(g, boxes)
	case orb.Ring:
		return boxesAlong(g, boxes)
	case orb.MultiLineString:
		return boxesOfParts(g, boxes)
	case orb.Polygon:
		return boxesOfParts(g, boxes)
	case orb.MultiPolygon:
		return boxesOfParts(g, boxes)
	case orb.Collection:
		return boxesOfParts(g, boxes)
	}
	return boxes
}

func boxesOfParts[G orb.Geometry](parts []G, boxes []rtree.BulkItem) []rtree.BulkItem {
	for _, part := range parts {
		boxes = edgeBoxes(part, boxes)
	}
	return boxes
}

func boxesAlong(points []orb.Point, boxes []rtree.BulkItem) []rtree.BulkItem {
	for i := 1; i < len(points); i++ {
		b := orb.MultiPoint{points[i-1], points[i]}.Bound()
		boxes = append(boxes, rtree.BulkItem{
			Box:      rtree.Box{MinX: b.Min[0], MinY: b.Min[1], MaxX: b.Max[0], MaxY: b.Max[1]},
			RecordID: len(boxes),
		})
	}
	return boxes
}
