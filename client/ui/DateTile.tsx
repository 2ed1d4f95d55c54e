import { useFormat } from '#client/lib/format.ts'
import css from './parts.module.css'

/** A date as a leaf of a calendar; `soon` puts the warning edge on it. */
export function DateTile({ at, soon = false }: { at: string; soon?: boolean }) {
  const { weekday, day, month } = useFormat().leaf(at)
  return <time dateTime={at} className={`${css.tile} ${soon ? css.tileSoon : ''}`}><span>{weekday}</span><b>{day}</b><span>{month}</span></time>
}
