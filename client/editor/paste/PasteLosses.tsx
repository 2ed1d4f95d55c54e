import { useTranslation } from 'react-i18next'
import { type Loss, type LossKind, lossKinds } from '#domain/text/pasted/line.ts'
import css from './paste.module.css'

const mostShown = 3
const longest = 80

/** What could not be kept of what was pasted, by kind, with the first words of each. */
export function PasteLosses({ losses }: { losses: readonly Loss[] }) {
  const { t } = useTranslation()
  if (losses.length === 0) return null
  const said: Record<LossKind, (count: number) => string> = {
    image: (count) => t('paste.loss.image', { count }), embedded: (count) => t('paste.loss.embedded', { count }), comment: (count) => t('paste.loss.comment', { count }),
    deletion: (count) => t('paste.loss.deletion', { count }), nestedTable: (count) => t('paste.loss.nestedTable', { count }), mergedCells: (count) => t('paste.loss.mergedCells', { count }),
    unsafeLink: (count) => t('paste.loss.unsafeLink', { count }), title: (count) => t('paste.loss.title', { count }), contents: (count) => t('paste.loss.contents', { count }),
    formula: (count) => t('paste.loss.formula', { count }), deepLevel: (count) => t('paste.loss.deepLevel', { count }), otherLevel: (count) => t('paste.loss.otherLevel', { count }),
  }
  return (
    <section className={css.losses} aria-label={t('paste.notKept')} tabIndex={0}>
      <h3>{t('paste.notKept')}</h3>
      <ul>
        {lossKinds.flatMap((kind) => {
          const own = losses.filter((loss) => loss.kind === kind)
          if (own.length === 0) return []
          const words = own.flatMap((loss) => loss.words ? [loss.words] : [])
          return [<li key={kind}>{said[kind](own.length)}{words.slice(0, mostShown).map((quote, index) => <q key={index}>{quote.length > longest ? `${quote.slice(0, longest)}…` : quote}</q>)}</li>]
        })}
      </ul>
    </section>
  )
}
