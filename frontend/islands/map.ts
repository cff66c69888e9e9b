// The live map takes the place of the drawing that the server put into the
// page, with the same areas, classes, names and pins. Where it cannot be drawn
// the drawing stays.
import { Map as LiveMap, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { Choice } from './map_choice'
import { addControls } from './map_controls'
import { readPage, room, type Page } from './map_page'
import { addPatterns } from './map_patterns'
import { placePins } from './map_pins'
import { styleOf } from './map_style'
import { addTip } from './map_tip'

setWorkerUrl(workerUrl)

const still = matchMedia('(prefers-reduced-motion: reduce)')

export default function init(root: HTMLElement) {
  const page = readPage(root)
  const place = document.createElement('div')
  place.className = 'map-live'
  root.querySelector('.map-still')?.after(place)
  try {
    start(root, page, place)
  } catch (error) {
    giveUp(root, page, place, error)
  }
}

function start(root: HTMLElement, page: Page, place: HTMLElement) {
  if (!drawsWebGL()) throw new Error('WebGL 2 is not available.')
  const map = new LiveMap({
    container: place,
    style: styleOf(page),
    bounds: page.bounds,
    fitBoundsOptions: { padding: room },
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    rollEnabled: false,
    maxPitch: 0,
    maxZoom: 15,
    fadeDuration: still.matches ? 0 : 200,
    locale: {
      'Map.Title': page.words.label,
      'CooperativeGesturesHandler.WindowsHelpText': page.words.gesture_wheel,
      'CooperativeGesturesHandler.MacHelpText': page.words.gesture_wheel,
      'CooperativeGesturesHandler.MobileHelpText': page.words.gesture_touch,
    },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  addPatterns(map)
  const choice = new Choice(root, page, map)
  let ready = false
  map.on('error', (event) => {
    if (ready) return console.error('The map could not load a part.', event.error)
    map.remove()
    giveUp(root, page, place, event.error)
  })
  map.on('load', () => {
    choice.show(page.selected)
    placePins(page, map)
  })
  map.on('zoomend', () => placePins(page, map))
  map.on('idle', () => {
    root.dataset.state = 'idle'
    if (ready) return
    ready = true
    map.getCanvas().setAttribute('aria-label', `${page.words.label}. ${page.words.keys}`)
    addControls(place, page, map)
    addTip(place, page, map)
    Object.assign(root, { liveMap: map }) // for islands that build on it
    root.dispatchEvent(new CustomEvent('catchment:map-idle', { bubbles: true }))
  })
}

function drawsWebGL(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

// giveUp leaves the drawing, and says so.
function giveUp(root: HTMLElement, page: Page, place: HTMLElement, error: unknown) {
  console.info('The live map is left out; the drawing stays.', error)
  place.remove()
  root.dataset.state = 'still'
  const note = document.createElement('p')
  note.className = 'map-note'
  note.textContent = page.words.unavailable
  root.append(note)
  new Choice(root, page, null)
}
