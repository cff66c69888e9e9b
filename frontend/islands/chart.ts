// Charts drawn from the tables of the page. The table is the text of the
// chart and stays; the chart adds the shape of the figures.
import * as Plot from '@observablehq/plot'
import { readRows, type Row } from './chart_rows'

const narrowest = 280 // pixels; a narrower place shows the chart smaller
const pale = 'var(--met-pale)'
const spruce = 'var(--spruce)'
const ink = 'var(--ink)'
const edge = 'var(--edge)'

type Drawing = (rows: Row[], root: HTMLElement, width: number) => Plot.PlotOptions

const drawings: Record<string, Drawing> = { distribution, range, waterfall }

export default function init(root: HTMLElement) {
  const table = document.querySelector<HTMLTableElement>(root.dataset.table ?? '')
  const drawing = drawings[root.dataset.chart ?? '']
  if (!table || !drawing) return
  const rows = readRows(table, root.dataset.current ?? '')
  if (rows.length === 0) return
  let drawn: Element | undefined
  let width = 0
  new ResizeObserver(() => {
    const room = Math.max(root.clientWidth, narrowest)
    if (root.clientWidth === 0 || room === width) return
    width = room
    const next = draw(drawing(rows, root, width), root, table)
    if (drawn) drawn.replaceWith(next)
    else root.prepend(next)
    drawn = next
  }).observe(root)
}

function draw(options: Plot.PlotOptions, root: HTMLElement, table: HTMLTableElement): Element {
  const svg = Plot.plot({ ...options, className: 'chart' })
  svg.querySelector('style')?.remove() // the page's own style sheet has these rules; the policy refuses others
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', root.dataset.label ?? table.caption?.textContent ?? '')
  if (table.id) svg.setAttribute('aria-details', table.id)
  return svg
}

const percent = { percent: true, domain: [0, 100], ticks: [0, 20, 40, 60, 80, 100], tickFormat: (x: number) => `${x}%`, label: null, grid: true }

// scaleOf is 0 to 100 per cent for shares, else 0 to the largest.
function scaleOf(root: HTMLElement, rows: Row[]): Plot.ScaleOptions {
  if (root.dataset.unit === 'children') {
    const most = Number(root.dataset.max) || Math.max(...rows.map((r) => r.high ?? r.value ?? 0), 1)
    return { domain: [0, most], ticks: 5, label: null, grid: true }
  }
  return percent
}

// distribution is a dot for each area along the scale, piled where they are
// close, with the area of the page marked by name.
function distribution(rows: Row[], _root: HTMLElement, width: number): Plot.PlotOptions {
  const known = rows.filter((r) => r.value !== null)
  const radius = known.length > 400 ? 1.6 : known.length > 100 ? 2.4 : 4
  const current = known.filter((r) => r.current)
  const piled = Plot.dodgeY({ x: 'value', r: radius, padding: 0.6, anchor: 'bottom' })
  return {
    width,
    height: known.length > 400 ? 150 : known.length > 60 ? 120 : 100,
    marginLeft: 12,
    marginRight: 18,
    marginTop: 26,
    x: percent,
    marks: [
      Plot.ruleX(current, { x: 'value', stroke: ink, strokeWidth: 1.5 }),
      Plot.dot(known, { ...piled, fill: (r: Row) => (r.current ? ink : pale), stroke: (r: Row) => (r.current ? ink : edge), strokeWidth: 0.8, title: (r: Row) => `${r.name}: ${Math.round((r.value ?? 0) * 100)}%` }),
      Plot.text(current, {
        x: 'value', frameAnchor: 'top', dy: -18, text: 'name', fontWeight: 700, fontSize: 14, fill: ink,
        textAnchor: (current[0]?.value ?? 0) > 0.7 ? 'end' : (current[0]?.value ?? 0) < 0.3 ? 'start' : 'middle',
      }),
    ],
  }
}

// range is a line with end ticks from low to high, a square at the central
// figure.
function range(rows: Row[], root: HTMLElement, width: number): Plot.PlotOptions {
  const known = rows.filter((r) => r.low !== null && r.high !== null)
  return {
    width,
    height: 40 + 28 * known.length,
    marginLeft: Math.min(width * 0.4, 180),
    marginRight: 18,
    x: { ...scaleOf(root, known), axis: 'top' },
    y: { domain: known.map((r) => r.name), label: null, tickSize: 0 },
    marks: [
      Plot.link(known, { x1: 'low', x2: 'high', y1: 'name', y2: 'name', stroke: spruce, strokeWidth: 2.5 }),
      Plot.tickX(known, { x: 'low', y: 'name', stroke: spruce, strokeWidth: 2.5, insetTop: 7, insetBottom: 7 }),
      Plot.tickX(known, { x: 'high', y: 'name', stroke: spruce, strokeWidth: 2.5, insetTop: 7, insetBottom: 7 }),
      Plot.dot(known.filter((r) => r.value !== null), { x: 'value', y: 'name', symbol: 'square', r: 5, fill: spruce }),
    ],
  }
}

// waterfall is stepped bars, top down: all that should be offered it, then
// what falls away, then who is met. The patterns are those of the page.
function waterfall(rows: Row[], root: HTMLElement, width: number): Plot.PlotOptions {
  const steps = stepped(rows)
  const fills: Record<string, string> = { offered: pale, unreached: 'var(--paper)', met: spruce, waiting: 'url(#fill-diagonal)', not_eligible: 'url(#fill-dots)' }
  return {
    width,
    height: 40 + 30 * steps.length,
    marginLeft: Math.min(width * 0.4, 180),
    marginRight: 18,
    x: { ...scaleOf(root, [{ ...rows[0], value: steps[0]?.to ?? 1, high: null }]), axis: 'top' },
    y: { domain: steps.map((s) => s.name), label: null, tickSize: 0 },
    marks: [Plot.barX(steps, { x1: 'from', x2: 'to', y: 'name', fill: (s: { band: string }) => fills[s.band] ?? pale, stroke: edge, insetTop: 4, insetBottom: 4 })],
  }
}

function stepped(rows: Row[]) {
  let end = rows.find((r) => r.band === 'offered')?.value ?? 0
  return rows
    .filter((r) => r.band && r.value !== null)
    .map((r) => {
      const value = r.value ?? 0
      if (r.band === 'offered') return { name: r.name, band: r.band, from: 0, to: value }
      end -= value
      return { name: r.name, band: r.band, from: Math.max(end, 0), to: end + value }
    })
}
