/*
Package sketch draws maps on the server as SVG: for readers without script or
WebGL, and for paper. What it draws is complete; the live map of the page (the
island catchment-map) takes its place where it can, with the same areas, classes,
names, pins and choice.

Areas come from a view, so only what its audience may see is drawn, and only
areas: no site, and so no protected place, has a point here.

	m := sketch.Map{ID: "map", Kind: "ward", Outline: model.LocalAuthority, Label: "Coverage in tier 3, by ward",
		Classes: map[string]sketch.Class{"W05000001": sketch.ByShare(0.31)}}
	svg := m.Draw(view, voice)

The map is fitted to the areas that have a class, in Web Mercator; all others
are neighbours, in grey. Borders are simplified together (model/topology) to a
size below a pixel, once for each version of the boundaries. A colour is a
presentation attribute and a class: the style sheet turns it into a grey for
print. There is no style attribute, which the content security policy refuses.
*/
package sketch
