// The rows of a table as figures.

export type Row = {
  name: string
  current: boolean
  value: number | null
  low: number | null
  high: number | null
  band: string
  text: string // the figure as the table writes it
}

export function readRows(table: HTMLTableElement, current: string): Row[] {
  const rows = table.querySelectorAll<HTMLTableRowElement>('tr[data-name], tr[data-value]')
  return Array.from(rows, (row) => ({
    name: row.dataset.name ?? nameOf(row),
    current: current !== '' && row.dataset.code === current,
    value: figure(row.dataset.value),
    low: figure(row.dataset.low),
    high: figure(row.dataset.high),
    band: row.dataset.band ?? '',
    text: row.querySelector('td.num')?.textContent?.trim() ?? '',
  }))
}

// nameOf is the first name of the row, without the one in the other language.
function nameOf(row: HTMLTableRowElement): string {
  const head = row.querySelector('th')
  return (head?.querySelector('a') ?? head)?.textContent?.trim() ?? ''
}

function figure(text: string | undefined): number | null {
  const number = Number(text)
  return text === undefined || text === '' || Number.isNaN(number) ? null : number
}
