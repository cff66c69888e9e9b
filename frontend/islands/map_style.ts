// How the live map looks: as the drawing of the server does.
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import { notKnown, suppressed, type Page } from './map_page'

const ink = '#1a2226'
// The first name gives the weight; no font is called so, and the next one is
// taken, from the fonts of the page.
const font = ['Bold', 'Noto Sans']

const code: ExpressionSpecification = ['get', 'code']

// classOf looks an area's class up by its code; null for a neighbour.
function classOf(page: Page): ExpressionSpecification {
  return ['get', code, ['literal', page.classes]] as unknown as ExpressionSpecification
}

function subject(page: Page): FilterSpecification {
  return ['has', code, ['literal', page.classes]] as unknown as FilterSpecification
}

const among = (codes: string[]) => ['in', code, ['literal', codes]] as unknown as FilterSpecification

export function styleOf(page: Page): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {}
  for (const kind of new Set([page.kind, page.contextKind, page.namedKind].filter(Boolean))) {
    sources[kind] = { type: 'vector', tiles: [page.tiles(kind)], minzoom: 0, maxzoom: 14, promoteId: 'code' }
  }
  if (page.sites.length > 0) sources.sites = { type: 'geojson', data: sitesOf(page) }
  if (page.pins.length > 0) sources.pins = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }
  return { version: 8, sources, layers: [...ground(page), ...areas(page), ...lines(page), ...marks(page)] }
}

function ground(page: Page): LayerSpecification[] {
  const kind = page.contextKind || page.kind
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': '#f0f4f5' } },
    { id: 'land', type: 'fill', source: kind, 'source-layer': kind, paint: { 'fill-color': '#dfe3e4', 'fill-antialias': false } },
    { id: 'land-lines', type: 'line', source: kind, 'source-layer': kind, paint: { 'line-color': '#fff', 'line-width': 0.7 } },
  ]
}

function areas(page: Page): LayerSpecification[] {
  const of = { source: page.kind, 'source-layer': page.kind }
  const colour = ['match', classOf(page), ...page.colours.flatMap((c, i) => [i, c]), '#fff'] as unknown as ExpressionSpecification
  const pattern = (id: string, which: number): LayerSpecification => ({
    id, type: 'fill', ...of, filter: ['==', classOf(page), which] as FilterSpecification, paint: { 'fill-pattern': id },
  })
  const white = page.palette !== 'reach'
  return [
    { id: 'areas', type: 'fill', ...of, filter: subject(page), paint: { 'fill-color': colour, 'fill-antialias': false } },
    pattern('hatch', notKnown),
    pattern('dots', suppressed),
    {
      id: 'borders', type: 'line', ...of, filter: subject(page), layout: { 'line-join': 'round' },
      paint: page.large ? { 'line-color': ink, 'line-width': 1.4 } : { 'line-color': white ? '#fff' : '#6f7b80', 'line-width': 0.7 },
    },
  ]
}

function lines(page: Page): LayerSpecification[] {
  const round = { 'line-join': 'round' } as const
  const out: LayerSpecification[] = []
  if (page.contextKind) {
    const of = { source: page.contextKind, 'source-layer': page.contextKind }
    out.push({ id: 'outlines', type: 'line', ...of, filter: among(page.holds), layout: round, paint: { 'line-color': ink, 'line-width': 1.4 } })
  }
  const chosen = { source: page.kind, 'source-layer': page.kind, filter: among([]), layout: round }
  out.push(
    { id: 'chosen-under', type: 'line', ...chosen, paint: { 'line-color': page.large ? '#fff' : '#ffdd00', 'line-width': 6 } },
    { id: 'chosen', type: 'line', ...chosen, paint: { 'line-color': ink, 'line-width': 2.6 } },
  )
  return out
}

// sitesOf are public sites where they are, and those shown by their area at
// the area's point.
function sitesOf(page: Page): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: page.sites.map(([lon, lat, areaOnly]) => ({
      type: 'Feature', properties: { areaOnly }, geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  }
}

// marks are names in both languages, pins, and public sites.
function marks(page: Page): LayerSpecification[] {
  const out: LayerSpecification[] = []
  if (page.sites.length > 0) {
    out.push({
      id: 'sites', type: 'circle', source: 'sites',
      paint: {
        'circle-radius': 2.6, 'circle-color': ['case', ['get', 'areaOnly'], '#fff', ink],
        'circle-stroke-color': ink, 'circle-stroke-width': 1.5,
      },
    })
  }
  if (page.namedKind) out.push(names(page))
  if (page.pins.length > 0) out.push(...pins())
  return out
}

// pins stand where map_pins puts them; a line ties one that had to move to its
// area.
function pins(): LayerSpecification[] {
  return [
    { id: 'pin-ties', type: 'line', source: 'pins', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': ink, 'line-width': 1.5 } },
    {
      id: 'pins', type: 'symbol', source: 'pins', filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'icon-image': 'pin', 'icon-allow-overlap': true, 'text-allow-overlap': true,
        'text-field': ['get', 'number'], 'text-font': font, 'text-size': 12,
      },
      paint: { 'text-color': ink },
    },
  ]
}

function names(page: Page): LayerSpecification {
  const [first, second] = page.lang === 'cy' ? ['name_cy', 'name'] : ['name', 'name_cy']
  const name = ['case', ['==', ['get', first], ''], ['get', 'name'], ['get', first]]
  const other = ['case', ['any', ['==', ['get', second], name], ['==', ['get', second], '']], '', ['concat', '\n', ['get', second]]]
  const kept = page.namedKind === page.kind ? subject(page) : among(page.holds)
  return {
    id: 'names', type: 'symbol', source: page.namedKind, 'source-layer': `${page.namedKind}-label`, filter: kept,
    layout: {
      'text-field': ['format', name, {}, other, { 'font-scale': 0.86, 'text-font': ['literal', ['Noto Sans']], 'text-color': '#49555a' }] as unknown as ExpressionSpecification,
      'text-font': font, 'text-size': 14, 'text-max-width': 14, 'text-padding': 1, 'symbol-sort-key': ['get', 'rank'],
      'text-variable-anchor': ['center', 'bottom', 'top', 'left', 'right'], 'text-radial-offset': 1.6,
    },
    paint: { 'text-color': ink, 'text-halo-color': '#fff', 'text-halo-width': 2 },
  }
}
