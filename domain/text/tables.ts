import type { Block } from './clauseContent.ts'

/** A row of a table: its cells from left to right. The first row of a table heads the columns. */
export type Row<B> = readonly B[]
/** A clause read for showing: blocks that stand alone, and tables. */
export type Part<B> = { readonly block: B } | { readonly rows: readonly Row<B>[] }

type Typed = Pick<Block, 'type'>

/**
 * Groups the flat blocks of a clause into what stands alone and tables. A `cell` that no row begins begins one itself, so that no order
 * of blocks, however it came about, loses words.
 */
export function partsOf<B extends Typed>(blocks: readonly B[]): Part<B>[] {
  const parts: ({ block: B } | { rows: B[][] })[] = []
  for (const block of blocks) {
    const last = parts.at(-1)
    if (block.type !== 'row' && block.type !== 'cell') parts.push({ block })
    else if (!last || 'block' in last) parts.push({ rows: [[block]] })
    else if (block.type === 'row') last.rows.push([block])
    else last.rows.at(-1)?.push(block)
  }
  return parts
}

/** How many columns a table has: as many as its longest row. */
export const columnsOf = (rows: readonly Row<unknown>[]): number => Math.max(0, ...rows.map((row) => row.length))

/** Where a cell stands. `columns`: of its table; `spans`: how many columns it fills, more than one at the end of a row that is too short. */
export interface CellPlace { readonly row: number; readonly column: number; readonly columns: number; readonly spans: number; readonly isHead: boolean }

/** The place of each block of a clause in its table, in the order of the blocks; null for a block that is in none. */
export function cellPlaces(blocks: readonly Typed[]): (CellPlace | null)[] {
  return partsOf(blocks).flatMap((part): (CellPlace | null)[] => {
    if ('block' in part) return [null]
    const columns = columnsOf(part.rows)
    return part.rows.flatMap((row, rowIndex) => row.map((_cell, column) => ({
      row: rowIndex, column, columns, isHead: rowIndex === 0,
      spans: column === row.length - 1 ? columns - column : 1,
    })))
  })
}
