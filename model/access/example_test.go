package access_test

import (
	"fmt"

	"catchment/model/access"
)

// The worked example of the package comment.
//
//	A: 10 children ----- K1: 15 places
//	                    /
//	B: 20 children ----+
//	                    \
//	                      K2: 20 places
func ExampleMarket() {
	reach := access.Links{Start: []int{0, 2, 3}, To: []int32{0, 1, 1}, Value: []float64{1, 1, 1}}
	market := access.Market{
		Groups:   1,
		Demand:   []float64{10, 20},
		Accepts:  [][]bool{{true}},
		Rule:     []int32{0, 0},
		Capacity: []float64{15, 20},
		Reach:    reach,
		ByArea:   reach.Transpose(2),
	}
	supply := market.E2SFCA()
	met := 0.0
	for i, demand := range market.Demand {
		met += demand * min(1, supply.Places[i])
	}
	fmt.Println("pull, children a year:  ", supply.Pull)
	fmt.Println("ratio, places per child:", supply.Ratio)
	fmt.Println("places per child in A, B:", supply.Places)
	fmt.Println("met, children a year:   ", met)
	fmt.Println("best achievable:        ", market.Best())
	// Output:
	// pull, children a year:   [30 20]
	// ratio, places per child: [0.5 1]
	// places per child in A, B: [0.5 1.5]
	// met, children a year:    25
	// best achievable:         30
}

func ExampleDecay_Weight() {
	for _, km := range []float64{10, 10.001, 20, 30, 30.001} {
		fmt.Println(km, access.Steps.Weight(km, 30))
	}
	// Output:
	// 10 1
	// 10.001 0.68
	// 20 0.68
	// 30 0.22
	// 30.001 0
}

func ExampleIndex_Within() {
	index := access.NewIndex([]access.Point{
		{Lon: -3.18, Lat: 51.48}, // Cardiff
		{Lon: -3.00, Lat: 51.59}, // Newport
		{Lon: -3.94, Lat: 51.62}, // Swansea
	})
	index.Within(access.Point{Lon: -3.18, Lat: 51.48}, 25, func(i int32, km float64) {
		fmt.Printf("%d: %.1f km\n", i, km)
	})
	// Output:
	// 0: 0.0 km
	// 1: 17.5 km
}

func ExampleFloat() {
	need := []float64{100, 200}
	areas := []access.Point{{Lon: 0, Lat: 52}, {Lon: 0, Lat: 52.1}} // 11 km apart
	supply, ratio := access.Float(need, areas, []float64{30}, []access.Point{{Lon: 0, Lat: 52}}, 30, access.Steps)
	fmt.Printf("%.4f places per child; supply %.4f and %.4f\n", ratio[0], supply[0], supply[1])
	// Output:
	// 0.1271 places per child; supply 0.1271 and 0.0864
}
