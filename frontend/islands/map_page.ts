// What the page says to the live map.

export type Words = Record<
  | 'label' | 'controls' | 'keys' | 'unavailable' | 'zoom_in' | 'zoom_out' | 'whole' | 'north' | 'south' | 'west' | 'east'
  | 'gesture_wheel' | 'gesture_touch' | 'known' | 'unknown' | 'suppressed' | 'neighbour',
  string
>

export type Page = {
  tiles: (kind: string) => string
  kind: string
  contextKind: string // '' for none
  namedKind: string
  large: boolean // areas are authorities or larger
  lang: 'en' | 'cy'
  palette: string
  bounds: [number, number, number, number]
  table: HTMLTableElement | null
  selected: string
  sites: [lon: number, lat: number, areaOnly: boolean][]
  classes: Record<string, number> // 0 to 4, 5 not known, 6 suppressed, 7 nothing said
  colours: string[]
  pins: [code: string, number: number, lon: number, lat: number][]
  holds: string[] // areas of the context that hold some of these
  words: Words
  shares: () => Promise<Record<string, number | null>>
}

// room is left free around the areas: for names at the sides and buttons at
// the foot.
export const room = { top: 14, bottom: 48, left: 24, right: 24 }

export const notKnown = 5
export const suppressed = 6

export function readPage(root: HTMLElement): Page {
  const data = root.dataset
  const written = JSON.parse(root.querySelector('.map-data')?.textContent ?? '{}')
  const on = data.on ? `?on=${encodeURIComponent(data.on)}` : ''
  return {
    tiles: (kind) => `${location.origin}${data.tiles}/${kind}/{z}/{x}/{y}.mvt${on}`,
    kind: data.kind ?? '',
    contextKind: data.contextKind ?? '',
    namedKind: data.namedKind ?? '',
    large: data.large === 'true',
    lang: data.lang === 'cy' ? 'cy' : 'en',
    palette: data.palette ?? '',
    bounds: (data.bounds ?? '').split(',').map(Number) as Page['bounds'],
    table: data.table && data.table !== '#' ? document.querySelector<HTMLTableElement>(data.table) : null,
    selected: data.selected ?? '',
    sites: [],
    ...written,
    shares: once(() => fetchShares(data.figures ?? '')),
  }
}

// fetchShares reads the figures in columns: codes beside values.
async function fetchShares(address: string): Promise<Record<string, number | null>> {
  if (address === '') return {}
  const answer = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!answer.ok) return {}
  const { codes, values } = (await answer.json()) as { codes: string[]; values: (number | null)[] }
  return Object.fromEntries(codes.map((code, i) => [code, values[i]]))
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

export function rowOf(page: Page, code: string): HTMLTableRowElement | null {
  if (code === '') return null
  return page.table?.querySelector<HTMLTableRowElement>(`tr[data-code="${CSS.escape(code)}"]`) ?? null
}

// sentence is what is said of an area: what its row says, else its name and
// share.
export async function sentence(page: Page, code: string, name: string, row = rowOf(page, code)): Promise<string> {
  const said = row?.dataset.say
  if (said) return said
  const fill = (text: string, share = '') => text.replace('{name}', name).replace('{share}', share)
  const itsClass = page.classes[code]
  if (itsClass === undefined) return fill(page.words.neighbour)
  if (itsClass === notKnown) return fill(page.words.unknown)
  if (itsClass === suppressed) return fill(page.words.suppressed)
  const share = await page.shares().then((all) => all[code], () => undefined)
  return typeof share === 'number' ? fill(page.words.known, String(Math.round(share * 100))) : name
}

// nameIn is an area's name in the language of the page.
export function nameIn(page: Page, properties: Record<string, unknown>): string {
  return String((page.lang === 'cy' && properties.name_cy) || properties.name || properties.code || '')
}
