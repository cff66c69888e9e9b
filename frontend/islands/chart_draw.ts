// What a chart of each kind looks like. Marks take the tokens and patterns of
// the page, so that they follow the dark, paper and forced colours. A row
// without a figure has no mark: nothing that is not known is drawn as 0.
import * as Plot from '@observablehq/plot'
import type { Row } from './chart_rows'

const [pale, spruce, ink, quiet, edge, paper] = ['var(--met-pale)', 'var(--spruce)', 'var(--ink)', 'var(--ink-2)', 'var(--edge)', 'var(--paper)']

type Drawing = (rows: Row[], root: HTMLElement, width: number) => Plot.PlotOptions | null

const drawings: Record<string, Drawing> = { distribution, range, waterfall }

/** Draws the chart that root asks for, or nothing where no row has a figure. */
export function draw(rows: Row[], root: HTMLElement, width: number): Element | null {
  const options = drawings[root.dataset.chart ?? '']?.(rows, root, width)
  if (!options) return null
  const svg = Plot.plot({ ...options, className: 'chart__drawing', style: { fontSize: `${letter()}px`, background: 'none' } })
  svg.querySelector('style')?.remove() // the page's own style sheet has these rules; the policy refuses others
  // A group has no role to carry a name, and these are English: the chart is
  // one picture with one name.
  for (const part of svg.querySelectorAll<SVGElement>('[aria-label]')) {
    part.dataset.part = part.getAttribute('aria-label') ?? ''
    part.removeAttribute('aria-label')
  }
  return svg
}

// letter is the height of letters, which grow with those of the page.
const letter = () => 0.8125 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

const percent = { percent: true, domain: [0, 100], ticks: [0, 20, 40, 60, 80, 100], tickFormat: (x: number) => `${x}%`, label: null }

const grid = (ticks: number[] | number) => Plot.gridX({ ticks, stroke: 'var(--line)', strokeOpacity: 1 })

// scale is the axis below a chart, with what it counts in the words of the page.
const scale = (root: HTMLElement, more: Plot.AxisXOptions): Plot.CompoundMark =>
  Plot.axisX({ anchor: 'bottom', tickSize: 0, fill: quiet, label: root.dataset.axis ?? null, labelAnchor: 'center', labelArrow: 'none', labelOffset: 3.1 * letter(), ...more })

// distribution is a dot for each area along the scale, piled where they are
// close, with the area of the page marked by name.
function distribution(rows: Row[], _root: HTMLElement, width: number): Plot.PlotOptions | null {
  const known = rows.filter((r) => r.value !== null)
  if (known.length === 0) return null
  const radius = known.length > 400 ? 1.6 : known.length > 100 ? 2.4 : 4
  const current = known.filter((r) => r.current)
  const place = current[0]?.value ?? 0
  const piled = Plot.dodgeY({ x: 'value', r: radius, padding: 0.6, anchor: 'bottom' })
  return {
    width,
    height: known.length > 400 ? 150 : known.length > 60 ? 120 : 100,
    marginLeft: 14,
    marginRight: 22,
    marginTop: 26,
    x: { ...percent, grid: true },
    marks: [
      Plot.ruleX(current, { x: 'value', stroke: ink, strokeWidth: 1.5 }),
      Plot.dot(known, { ...piled, fill: (r: Row) => (r.current ? ink : pale), stroke: (r: Row) => (r.current ? ink : edge), strokeWidth: 0.8, title: (r: Row) => `${r.name}: ${Math.round((r.value ?? 0) * 100)}%` }),
      Plot.text(current, {
        x: 'value', frameAnchor: 'top', dy: -18, text: 'name', fontWeight: 700, fontSize: 14, fill: ink,
        textAnchor: place > 0.7 ? 'end' : place < 0.3 ? 'start' : 'middle',
      }),
    ],
  }
}

// range is a line with end ticks from low to high for each row, between
// uprights where the words for a share change.
function range(rows: Row[], root: HTMLElement, width: number): Plot.PlotOptions | null {
  const known = rows.filter((r) => r.low !== null && r.high !== null)
  if (known.length === 0) return null
  const uprights = [0, 1].map((i) => ({ at: Number(root.dataset[`at-${i}`]), name: root.dataset[`atName-${i}`] ?? '' })).filter((u) => u.name)
  const em = letter()
  const lines = width < 34 * em ? uprights.length : 1 // the names stand below one another where they would meet
  const end = { y: 'name', stroke: spruce, strokeWidth: 2.5, insetTop: 0.45 * em, insetBottom: 0.45 * em }
  return {
    width,
    height: (3 + 1.6 * lines + 1.95 * rows.length) * em,
    marginLeft: 3 * em,
    marginRight: 1.6 * em,
    marginTop: 1.6 * lines * em,
    marginBottom: 3.2 * em,
    x: { ...percent },
    // A row without a range keeps its place, empty.
    y: { domain: rows.map((r) => r.name), label: null, tickSize: 0, padding: 0.1 },
    marks: [
      grid([0, 20, 40, 60, 80, 100]),
      scale(root, { ticks: percent.ticks, tickFormat: percent.tickFormat }),
      ...uprights.flatMap((u, i) => [
        Plot.ruleX([u], { x: 'at', stroke: ink, strokeWidth: 1.5, strokeDasharray: i === 0 ? '3 3' : undefined }),
        Plot.text([u], { x: 'at', text: 'name', frameAnchor: 'top', dy: (-1.1 - 1.6 * (lines > 1 ? 1 - i : 0)) * em, textAnchor: u.at > 0.6 ? 'end' : 'start', fill: quiet, stroke: paper, strokeWidth: 4 }),
      ]),
      Plot.link(known, { x1: 'low', x2: 'high', y1: 'name', y2: 'name', stroke: spruce, strokeWidth: 2.5 }),
      Plot.tickX(known, { ...end, x: 'low' }),
      Plot.tickX(known, { ...end, x: 'high' }),
    ],
  }
}

type Step = { name: string; text: string; band: string; from: number; to: number }

// waterfall is stepped bars, top down: all that should be offered it, then
// what falls away, then who is met, each tied to the one above.
function waterfall(rows: Row[], root: HTMLElement, width: number): Plot.PlotOptions | null {
  const steps = stepped(rows)
  const whole = steps[0]?.to ?? 0
  if (whole <= 0) return null
  const em = letter()
  const left = Math.min(width * 0.36, 12.5 * em)
  const fills: Record<string, string> = { offered: pale, unreached: paper, met: spruce, waiting: 'url(#fill-diagonal)', not_eligible: 'url(#fill-dots)' }
  const ties = steps.slice(1).map((s, i) => ({ at: s.to, from: steps[i].name, to: s.name }))
  return {
    width,
    height: (3.6 + 2.65 * steps.length) * em,
    marginLeft: left,
    marginRight: 4.4 * em,
    marginTop: 0.4 * em,
    marginBottom: 3.2 * em,
    x: { domain: [0, whole], label: null },
    y: { domain: steps.map((s) => s.name), label: null, padding: 0.35 },
    marks: [
      grid(4),
      scale(root, { ticks: width < 420 ? 2 : 4 }),
      Plot.axisY({ tickSize: 0, lineWidth: left / em - 1, fill: ink }),
      Plot.link(ties, { x1: 'at', x2: 'at', y1: 'from', y2: 'to', stroke: edge, strokeDasharray: '1 2' }),
      Plot.barX(steps, { x1: 'from', x2: 'to', y: 'name', fill: (s: Step) => fills[s.band] ?? pale, stroke: edge }),
      Plot.text(steps, { x: 'to', y: 'name', text: 'text', textAnchor: 'start', dx: 0.5 * em, fontWeight: 700, fill: ink, stroke: paper, strokeWidth: 4 }),
    ],
  }
}

// stepped places each band from where the one above it ends. A band that is
// not known leaves no place for those below it.
function stepped(rows: Row[]): Step[] {
  const bands = rows.filter((r) => r.band)
  if (bands.some((r) => r.value === null)) return []
  let end = bands[0]?.value ?? 0
  return bands.map(({ name, text, band, value }) => {
    const size = value ?? 0
    if (band === 'offered') return { name, text, band, from: 0, to: size }
    end -= size
    return { name, text, band, from: Math.max(end, 0), to: end + size }
  })
}
