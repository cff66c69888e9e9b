// One area is chosen at a time: in the table, on the map and in the address of
// the page, and it is said aloud.
import type { FilterSpecification, Map as LiveMap } from 'maplibre-gl'
import { nameIn, room, rowOf, sentence, type Page } from './map_page'

export class Choice {
  constructor(
    private root: HTMLElement,
    private page: Page,
    private map: LiveMap | null,
  ) {
    page.table?.addEventListener('click', (event) => this.fromTable(event))
    page.table?.addEventListener('focusin', (event) => this.fromTable(event))
    if (map) this.listen(map)
  }

  private listen(map: LiveMap) {
    if (this.root.closest('[data-module="siting-points"]')) return // there a click chooses a place
    map.on('click', 'areas', (event) => {
      const properties = event.features?.[0]?.properties
      if (properties?.code) this.choose(String(properties.code), nameIn(this.page, properties))
    })
    map.on('mouseenter', 'areas', () => (map.getCanvas().style.cursor = 'pointer'))
    map.on('mouseleave', 'areas', () => (map.getCanvas().style.cursor = ''))
  }

  private fromTable(event: Event) {
    const row = (event.target as Element).closest<HTMLTableRowElement>('tr[data-code]')
    const leaves = event.type === 'click' && (event.target as Element).closest('a, button, input, select, summary')
    if (!row || leaves || row.hasAttribute('aria-current')) return
    this.choose(row.dataset.code!, row.querySelector('th')?.textContent?.trim() ?? '', row)
    this.bringIntoView(row.dataset.code!)
  }

  // choose marks an area everywhere. An area may have several rows: the one
  // chosen is marked, or the first.
  choose(code: string, name: string, row = rowOf(this.page, code)) {
    this.page.selected = code
    this.show(code, row)
    const here = new URL(location.href)
    here.searchParams.set('selected', code)
    history.replaceState(history.state, '', here)
    void sentence(this.page, code, name, row).then((said) => this.say(code, said))
  }

  private say(code: string, said: string) {
    const place = this.root.querySelector('.map-said')
    if (place && this.page.selected === code) place.textContent = said
  }

  // show outlines an area and marks its row, without a word.
  show(code: string, row = rowOf(this.page, code)) {
    for (const other of this.page.table?.querySelectorAll('tr[aria-current]') ?? []) other.removeAttribute('aria-current')
    row?.setAttribute('aria-current', 'true')
    const chosen = ['==', ['get', 'code'], code] as FilterSpecification
    for (const layer of ['chosen-under', 'chosen']) if (this.map?.getLayer(layer)) this.map.setFilter(layer, chosen)
  }

  // bringIntoView moves the map where the area's point is out of sight.
  private bringIntoView(code: string) {
    const { map, page } = this
    const point = map?.querySourceFeatures(page.kind, {
      sourceLayer: `${page.kind}-label`,
      filter: ['==', ['get', 'code'], code] as FilterSpecification,
    })[0]?.geometry
    if (!map) return
    if (point?.type !== 'Point') return void map.fitBounds(page.bounds, { padding: room })
    const at = point.coordinates as [number, number]
    if (!map.getBounds().contains(at)) map.easeTo({ center: at })
  }
}
