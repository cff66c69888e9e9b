// Buttons for what dragging and the wheel do, so that nothing needs a drag.
import type { Map as LiveMap } from 'maplibre-gl'
import { room, type Page } from './map_page'

const step = 120 // pixels

export function addControls(place: HTMLElement, page: Page, map: LiveMap) {
  const whole = () => map.fitBounds(page.bounds, { padding: room })
  const group = document.createElement('div')
  group.className = 'map-controls'
  group.setAttribute('role', 'group')
  group.setAttribute('aria-label', page.words.controls)
  group.append(
    button('zoom_in', '+', page, () => map.zoomIn()),
    button('zoom_out', '−', page, () => map.zoomOut()),
    button('west', '←', page, () => map.panBy([-step, 0])),
    button('north', '↑', page, () => map.panBy([0, -step])),
    button('south', '↓', page, () => map.panBy([0, step])),
    button('east', '→', page, () => map.panBy([step, 0])),
    button('whole', '⤢', page, whole),
  )
  place.append(group)
}

function button(name: 'zoom_in' | 'zoom_out' | 'west' | 'north' | 'south' | 'east' | 'whole', sign: string, page: Page, does: () => void) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = `map-button map-button--${name}`
  made.textContent = sign
  made.title = page.words[name]
  made.setAttribute('aria-label', page.words[name])
  made.addEventListener('click', does)
  return made
}
