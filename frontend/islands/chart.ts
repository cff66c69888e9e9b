// Charts drawn from the tables of the page, where script runs. The table is
// the text of the chart and stays; the chart adds the shape of the figures.
// What draws is large: it is fetched when the first chart comes near, or else
// when the browser has nothing to do, for paper cannot wait for it.
import { readRows } from './chart_rows'

type Draw = typeof import('./chart_draw').draw

const narrowest = 240 // pixels; a narrower place shows the chart smaller
const near = '400px'

let ready: Draw | undefined
let loading: Promise<Draw> | undefined

const load = () => (loading ??= import('./chart_draw').then(({ draw }) => (ready = draw)))

export default function init(root: HTMLElement) {
  const table = document.querySelector<HTMLTableElement>(root.dataset.table ?? '')
  if (!table) return
  let begun = false
  const begin = (draw: Draw) => {
    if (begun) return
    begun = true
    show(root, table, draw)
  }
  const come = () => {
    load().then(begin).catch((error: unknown) => {
      root.dataset.state = 'failed' // its place closes
      console.error('A chart was not drawn; its table has every figure.', error)
    })
  }
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    seen.disconnect()
    come()
  }, { rootMargin: near })
  seen.observe(root)
  window.addEventListener('beforeprint', () => ready && begin(ready))
  matchMedia('print').addEventListener('change', (now) => now.matches && come())
  whenIdle(() => void load().catch(() => undefined)) // come says what went wrong
}

// whenIdle waits for the browser to have time, where it can tell.
function whenIdle(act: () => void) {
  if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: 3000 })
  else setTimeout(act, 1000)
}

// show draws the chart now, and again whenever its place is of another width.
function show(root: HTMLElement, table: HTMLTableElement, draw: Draw) {
  const rows = readRows(table, root.dataset.current ?? '')
  let drawn: Element | undefined
  let width = 0
  const fit = () => {
    // On paper a chart has no place until it is drawn: its parent's is taken.
    const place = root.clientWidth || (drawn ? 0 : (root.parentElement?.clientWidth ?? 0))
    const room = Math.max(place, narrowest)
    if (place === 0 || room === width) return
    width = room
    const next = draw(rows, root, width)
    if (!next) {
      root.dataset.state = 'failed'
      return
    }
    name(next, root, table)
    if (drawn) drawn.replaceWith(next)
    else root.prepend(next)
    drawn = next
    root.dataset.state = 'drawn'
  }
  fit()
  new ResizeObserver(fit).observe(root)
}

// name makes the chart one picture to who hears the page: what it is, and
// which table says the same.
function name(svg: Element, root: HTMLElement, table: HTMLTableElement) {
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', root.dataset.label ?? table.caption?.textContent ?? '')
  if (table.id) svg.setAttribute('aria-details', table.id)
}
