import css from './parts.module.css'

/** Bars in the shape of text, shown only when loading takes longer than 300 ms. */
export function LoadingBars({ label, lines = 4 }: { label: string; lines?: number }) {
  return (
    <div className={css.loading} role="status"><span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, index) => <i key={index} aria-hidden />)}
    </div>
  )
}
