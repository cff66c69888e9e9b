package cql2_test

import (
	"fmt"

	"catchment/model/cql2"

	"github.com/paulmach/orb"
)

func Example() {
	queryables := cql2.Queryables{"name": cql2.Text, "tier": cql2.Number, "geometry": cql2.Geometry}
	filter, err := cql2.ParseText(`ACCENTI(name) = ACCENTI('Tŷ Newydd') AND S_INTERSECTS(geometry, BBOX(-4, 51, -3, 52))`, queryables)
	if err != nil {
		panic(err)
	}
	feature := map[string]any{"name": "Ty Newydd", "tier": nil, "geometry": orb.Point{-3.18, 51.48}}
	fmt.Println(filter.Matches(func(name string) any { return feature[name] }))
	fmt.Println(string(filter.JSON()))
	fmt.Println(filter.Bound())

	_, err = cql2.ParseText(`tier > 'three'`, queryables)
	fmt.Println(err)
	// Output:
	// true
	// {"op":"and","args":[{"op":"=","args":[{"op":"accenti","args":[{"property":"name"}]},{"op":"accenti","args":["Tŷ Newydd"]}]},{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[-4,51,-3,52]}]}]}
	// {[-4 51] [-3 52]} true
	// At character 8 of the filter, a number is expected beside a number, but a text was found.
}
