// Charts drawn from the tables of the page, where script runs. The table is
// the text of the chart and stays; the chart adds the shape of the figures.
// What draws is large, so it is fetched when the first chart comes near.
import { readRows } from './chart_rows'

const narrowest = 240 // pixels; a narrower place shows the chart smaller
const near = '400px'

export default function init(root: HTMLElement) {
  const table = document.querySelector<HTMLTableElement>(root.dataset.table ?? '')
  if (!table) return
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    seen.disconnect()
    show(root, table).catch((error: unknown) => {
      root.dataset.state = 'failed' // its place closes
      console.error('A chart was not drawn; its table has every figure.', error)
    })
  }, { rootMargin: near })
  seen.observe(root)
}

async function show(root: HTMLElement, table: HTMLTableElement) {
  const { draw } = await import('./chart_draw')
  const rows = readRows(table, root.dataset.current ?? '')
  let drawn: Element | undefined
  let width = 0
  new ResizeObserver(() => {
    const room = Math.max(root.clientWidth, narrowest)
    if (root.clientWidth === 0 || room === width) return
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
  }).observe(root)
}

// name makes the chart one picture to who hears the page: what it is, and
// which table says the same.
function name(svg: Element, root: HTMLElement, table: HTMLTableElement) {
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', root.dataset.label ?? table.caption?.textContent ?? '')
  if (table.id) svg.setAttribute('aria-details', table.id)
}
