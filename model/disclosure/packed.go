package disclosure

import "slices"

// Layered lists what can be drawn on a map.
var Layered = []string{"coverage", "tiers", "practice", "gaps", "need", "ranks", "sites"}

// PackedOf gives what stands of a table in a file that holds layers and tables
// side by side. A gap and a site are features of their own. Of the other tables
// with areas the layer NAME_map has a feature an area, and the sheet NAME the
// rows; of those without, there are the rows alone.
func (v *View) PackedOf(table string, f Filter) (layers []Layer, sheets []Sheet, err error) {
	if slices.Contains(Layered, table) {
		layer, err := v.LayerOf(table, f)
		if err != nil || table == "gaps" || table == "sites" {
			return []Layer{layer}, nil, err
		}
		layer.Name += "_map"
		layers = append(layers, layer)
	}
	sheet, err := v.SheetOf(table, f)
	return layers, []Sheet{sheet}, err
}

// AreaName gives the name of a reported area, "" of any other.
func (v *View) AreaName(code string) string {
	place, _ := v.Place(code) // without a name where it is not reported on
	return place.Name
}
