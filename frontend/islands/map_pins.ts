// Pins are the table's numbers at the areas' points. Where several stand close
// together, they make room for one another as on the server's drawing.
import type { Feature, Geometry } from 'geojson'
import type { GeoJSONSource, Map as LiveMap, PointLike } from 'maplibre-gl'
import type { Page } from './map_page'

const apart = 21 // pixels between the centres of two pins

type Spot = { x: number; y: number }

export function placePins(page: Page, map: LiveMap) {
  const source = map.getSource<GeoJSONSource>('pins')
  if (!source) return
  const taken: Spot[] = []
  const features: Feature[] = []
  for (const [, number, lon, lat] of page.pins) {
    const point = map.project([lon, lat])
    const at = beside(point, taken)
    taken.push(at)
    const there = map.unproject([at.x, at.y] as PointLike as [number, number]).toArray()
    if (at !== point) features.push(feature({ type: 'LineString', coordinates: [[lon, lat], there] }, number))
    features.push(feature({ type: 'Point', coordinates: there }, number))
  }
  source.setData({ type: 'FeatureCollection', features })
}

function feature(geometry: Geometry, number: number): Feature {
  return { type: 'Feature', geometry, properties: { number: String(number) } }
}

// beside is the nearest place to a point that no pin covers: there, or on
// circles around it.
function beside(point: Spot, taken: Spot[]): Spot {
  for (let reach = 0; reach < 9; reach++) {
    for (let turn = 0; turn < 12; turn++) {
      const angle = (turn * Math.PI) / 6
      const at = reach === 0 ? point : { x: point.x + 12 * reach * Math.cos(angle), y: point.y + 12 * reach * Math.sin(angle) }
      if (taken.every((other) => Math.hypot(at.x - other.x, at.y - other.y) >= apart)) return at
    }
  }
  return point
}
