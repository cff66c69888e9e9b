// What the table says of an area, beside the pointer. It says nothing that the
// table does not, so it is left out for readers who hear the page.
import type { Map as LiveMap } from 'maplibre-gl'
import { nameIn, sentence, type Page } from './map_page'

export function addTip(place: HTMLElement, page: Page, map: LiveMap) {
  const tip = document.createElement('p')
  tip.className = 'map-tip'
  tip.hidden = true
  tip.setAttribute('aria-hidden', 'true')
  place.append(tip)
  let shown = ''
  const hide = () => {
    shown = ''
    tip.hidden = true
  }
  map.on('mousemove', 'areas', (event) => {
    const properties = event.features?.[0]?.properties
    if (!properties) return hide()
    const code = String(properties.code)
    if (code !== shown) {
      shown = code
      void sentence(page, code, nameIn(page, properties)).then((said) => {
        if (shown === code) tip.textContent = said
        tip.hidden = shown === ''
      })
    }
    const beyond = event.point.x > place.clientWidth / 2
    tip.classList.toggle('map-tip--left', beyond)
    tip.style.left = `${event.point.x + (beyond ? -12 : 12)}px`
    tip.style.top = `${event.point.y + 12}px`
  })
  map.on('mouseleave', 'areas', hide)
  map.on('movestart', hide)
  place.addEventListener('keydown', (event) => event.key === 'Escape' && hide())
}
