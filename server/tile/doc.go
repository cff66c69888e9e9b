/*
Package tile is the door for vector tiles: the boundaries of areas cut into
squares of the map, as Mapbox Vector Tiles 2.1, for the live map and for QGIS.

	GET /tiles/{version}/{kind}/{z}/{x}/{y}.mvt
	GET /tiles/{version}/index.json

A tile has two layers: one named after the kind, with the areas, and one named
"{kind}-label", with their representative points. Both say code, name and
name_cy; points also rank, the place of the area by its extent, largest first.
Figures are no part of a tile: they are joined by code.

The version names the boundaries (disclosure.View.BoundaryVersion), so a tile
never changes and is kept for ever by whoever asked for it; another version is
not found. It is today's, or that of the day in ?on=2026-04-01. "latest" in its
place is the version in force, whichever that is: an address for programs that
keep it for years, which are told each time whether their tile still holds.
Pages of every site may read tiles. Borders are
simplified together (model/topology) for each zoom, so that neighbours keep the
same border in every tile.

Only boundaries, names and representative points of areas are in tiles, the
same for every audience. No site is: no protected place can be found in one,
and no tile, size or status depends on one.
*/
package tile
