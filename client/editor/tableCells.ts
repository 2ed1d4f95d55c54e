import type { CSSProperties } from 'react'
import type { CellPlace } from '#domain/text/tables.ts'

/** So many tracks has the grid on which cells are laid: enough for every usual number of columns to share them evenly. */
const tracks = 60
const lineAt = (column: number, columns: number) => Math.round((column * tracks) / columns) + 1

/** Where a cell lies on the grid of `law.css`: cells are blocks like any other, and a table is nothing but their places. */
export const gridColumn = ({ column, columns, spans }: CellPlace): string => `${lineAt(column, columns)} / ${lineAt(column + spans, columns)}`

export interface CellAttributes { readonly style?: CSSProperties; readonly 'data-head'?: ''; readonly 'data-row'?: number }
const none: CellAttributes = {}

/** What a block of a table carries to be drawn as its cell. */
export const cellAttributes = (place: CellPlace | null | undefined): CellAttributes =>
  place ? { style: { gridColumn: gridColumn(place) }, 'data-row': place.row, ...(place.isHead && { 'data-head': '' as const }) } : none
