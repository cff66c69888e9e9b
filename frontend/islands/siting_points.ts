// Places of one's own on the form of a siting: added and removed without
// loading the page again, and chosen on the map by a click or, by keyboard, by
// the cross at its middle. What is sent is the fields of the list, as without
// this.
import type { GeoJSONSource, LngLat, Map as LiveMap } from 'maplibre-gl'

type LiveRoot = HTMLElement & { liveMap?: LiveMap }

export default function init(form: HTMLElement) {
  const box = form.querySelector<HTMLElement>('.own')
  if (!box) return
  const list = new Points(form, box)
  const root = form.querySelector<LiveRoot>('.own-map .map')
  if (!root) return
  if (root.liveMap) choose(root, root.liveMap, list)
  root.addEventListener('catchment:map-idle', () => root.liveMap && choose(root, root.liveMap, list))
}

class Points {
  changed = () => {}
  readonly words: DOMStringMap
  private rows: HTMLElement
  private said: HTMLElement

  constructor(
    private form: HTMLElement,
    private box: HTMLElement,
  ) {
    this.words = box.dataset
    this.rows = box.querySelector<HTMLElement>('.own__rows')!
    this.said = box.querySelector<HTMLElement>('.own__said')!
    box.addEventListener('click', (event) => this.pressed(event))
    box.addEventListener('input', (event) => this.typed(event.target as HTMLInputElement))
  }

  private pressed(event: Event) {
    const button = (event.target as Element).closest('button')
    if (button?.name === 'remove') this.remove(button.closest<HTMLElement>('.own-place')!)
    else if (button?.name === 'add') this.addWritten()
    else return
    event.preventDefault()
  }

  // typed forgets where a place was, once somebody writes another.
  private typed(field: HTMLInputElement) {
    if (!field.name?.endsWith('-at')) return
    delete field.closest<HTMLElement>('.own-place')!.dataset.at
    this.changed()
  }

  private addWritten() {
    const area = this.box.querySelector<HTMLSelectElement>('select[name=point_area]')!
    const row = this.add(area.value, true)
    if (row && area.value) this.say(this.words.added!, row, area.selectedOptions[0].text)
    area.value = ''
  }

  // add gives a row that says where, the first empty one or a new one.
  add(where: string, focus: boolean): HTMLElement | undefined {
    const all = [...this.rows.querySelectorAll<HTMLElement>('.own-place')]
    let row = where ? all.find((each) => fields(each).every((field) => !field.value)) : undefined
    if (!row && all.length >= Number(this.words.most)) return void this.tell(this.words.full!)
    if (!row) {
      const number = 1 + Math.max(0, ...all.map((each) => Number(each.dataset.number)))
      const made = document.createElement('div')
      made.innerHTML = this.box.querySelector('template')!.innerHTML.replaceAll('{n}', String(number))
      row = made.querySelector<HTMLElement>('.own-place')!
      this.rows.append(row)
    }
    const first = fields(row)[0]
    first.value = where
    if (focus) first.focus()
    const way = this.form.querySelector<HTMLInputElement>('input[name=from][value=points]')
    if (way) way.checked = true
    return row
  }

  addAt(at: LngLat) {
    const where = `${at.lat.toFixed(5)}, ${at.lng.toFixed(5)}`
    const row = this.add(where, false)
    if (!row) return
    row.dataset.at = `${at.lng.toFixed(5)},${at.lat.toFixed(5)}`
    this.say(this.words.added!, row, where)
    this.changed()
  }

  private remove(row: HTMLElement) {
    this.say(this.words.removed!, row)
    const next = (row.nextElementSibling ?? row.previousElementSibling) as HTMLElement | null
    row.remove()
    ;(next?.querySelector<HTMLElement>('[name=remove]') ?? this.box.querySelector<HTMLElement>('[name=add]'))?.focus()
    this.changed()
  }

  private say(text: string, row: HTMLElement, where = '') {
    this.tell(text.replace('{n}', row.dataset.number!).replace('{at}', where))
  }

  tell(text: string) {
    this.said.textContent = text
  }

  // placed are the places whose coordinates are known, with their numbers.
  placed(): GeoJSON.FeatureCollection {
    const rows = [...this.rows.querySelectorAll<HTMLElement>('.own-place[data-at]')]
    return {
      type: 'FeatureCollection',
      features: rows.map((row) => ({
        type: 'Feature',
        properties: { number: row.dataset.number },
        geometry: { type: 'Point', coordinates: row.dataset.at!.split(',').map(Number) },
      })),
    }
  }
}

const fields = (row: HTMLElement) => [...row.querySelectorAll<HTMLInputElement>('input[type=text]')]

// choose lets the map add places to the list, and shows those that it holds.
function choose(root: HTMLElement, map: LiveMap, list: Points) {
  map.doubleClickZoom.disable() // the first of its clicks would add a place
  map.addSource('own', { type: 'geojson', data: list.placed() })
  map.addLayer({
    id: 'own', type: 'symbol', source: 'own',
    layout: {
      'icon-image': 'pin', 'icon-allow-overlap': true, 'text-allow-overlap': true,
      'text-field': ['get', 'number'], 'text-font': ['Bold', 'Noto Sans'], 'text-size': 12,
    },
  })
  list.changed = () => void map.getSource<GeoJSONSource>('own')?.setData(list.placed())
  const add = (at: LngLat) => {
    const inside = map.queryRenderedFeatures(map.project(at), { layers: ['areas'] }).length > 0
    if (inside) list.addAt(at)
    else list.tell(list.words.outside!)
  }
  map.on('click', (event) => add(event.lngLat))
  map.getCanvas().style.cursor = 'crosshair'
  const cross = document.createElement('span')
  cross.className = 'own-cross'
  cross.setAttribute('aria-hidden', 'true')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button--second'
  button.textContent = list.words.here!
  button.addEventListener('click', () => add(map.getCenter()))
  root.append(cross)
  root.after(button)
}
