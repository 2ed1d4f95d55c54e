import type { Loss, PastedInline, PastedLine } from '#domain/text/pasted/line.ts'
import { markerAt } from '#domain/text/pasted/markers.ts'

const mostSpans = 30
const spanOf = (cell: Element, name: string) => Math.min(mostSpans, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1))

const rowsOf = (table: Element): Element[] => [...table.children].flatMap((child) => {
  const tag = child.tagName.toLowerCase()
  return tag === 'tr' ? [child] : ['tbody', 'thead', 'tfoot'].includes(tag) ? rowsOf(child) : []
})
const cellsOf = (row: Element): Element[] => [...row.children].filter(({ tagName }) => /^t[dh]$/i.test(tagName))

const isMarker = (cell: Element | undefined) => {
  const text = cell?.textContent?.trim() ?? ''
  return text !== '' && (markerAt(text)?.length ?? 0) >= text.length
}

/**
 * A table as lines, one a cell. A draft's tables are plain: merged cells are parted (told in `losses`), and a table in a cell becomes its
 * words. A table that only puts numbers before paragraphs, as official journals do, is read as those paragraphs.
 */
export function readTable(table: Element, read: (cell: Element) => PastedLine[], losses: Loss[], depth: number): PastedLine[] {
  const rows = rowsOf(table).map(cellsOf).filter((row) => row.length > 0)
  if (rows.every((row) => row.length === 2 && isMarker(row[0]))) return rows.flatMap(([number, words]) => words ? numbered(number?.textContent?.trim() ?? '', read(words), depth) : [])
  if (rows.length === 1 && rows[0]?.length === 1) return rows[0].flatMap(read)
  for (const nested of table.querySelectorAll('table')) losses.push({ kind: 'nestedTable', words: nested.textContent?.trim() || null })
  return gridOf(rows, losses).flatMap((row) => row.map((cell, column): PastedLine => ({ cell: column === 0 ? 'row' : 'cell', inlines: cell ? joinedLines(read(cell)) : [] })))
}

const numbered = (marker: string, lines: readonly PastedLine[], depth: number): PastedLine[] =>
  lines.map((line, index) => index === 0 && !line.list ? { ...line, list: { level: depth, style: null, marker } } : line)

const joinedLines = (lines: readonly PastedLine[]): PastedInline[] => lines.flatMap(({ inlines }, index) => index === 0 ? inlines : [{ text: ' ' }, ...inlines])

/** Every place of the table with the cell that begins there; null where a merged cell goes on. */
function gridOf(rows: readonly (readonly Element[])[], losses: Loss[]): (Element | null)[][] {
  const grid: (Element | null)[][] = rows.map(() => [])
  rows.forEach((row, index) => {
    let column = 0
    for (const cell of row) {
      while (grid[index]?.[column] !== undefined) column += 1
      const [wide, high] = [spanOf(cell, 'colspan'), Math.min(spanOf(cell, 'rowspan'), rows.length - index)]
      if (wide > 1 || high > 1) losses.push({ kind: 'mergedCells', words: cell.textContent?.trim() || null })
      for (let down = 0; down < high; down += 1) for (let across = 0; across < wide; across += 1) {
        const line = grid[index + down]
        if (line) line[column + across] = down === 0 && across === 0 ? cell : null
      }
      column += wide
    }
  })
  // A row may have holes where a cell from above does not reach.
  return grid.map((row) => Array.from(row, (cell) => cell ?? null))
}
