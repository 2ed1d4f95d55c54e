import { useTranslation } from 'react-i18next'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import type { Exclusion, LinkView, OrderView, Place } from '#domain/contract/marshalling.ts'

const kindKeys: Record<Place['kind'], string> = {
  title: 'marshalling.kind.title', citation: 'marshalling.kind.citation', recital: 'marshalling.kind.recital', chapter: 'marshalling.kind.chapter', article: 'marshalling.kind.article', annex: 'marshalling.kind.annex',
}

/** What the page says of amendments and their places, in the reader's language. `nameOf` is "Amendment 4". */
export function useOrderWords({ groups }: OrderView) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const { list } = useFormat()
  const numbers = new Map(groups.flat().map(({ amendment }) => [amendment.id, amendment.number]))
  const nameOf = (id: string) => t('amendments.number', { number: numbers.get(id) ?? '' })
  // In the middle of a sentence, and at its beginning.
  const named = (id: string) => t('marshalling.named', { number: numbers.get(id) ?? '' })
  const namedFirst = (id: string) => t('marshalling.namedFirst', { number: numbers.get(id) ?? '' })
  // What is not in the text yet, or has no number, is told by its heading, or else by what it is.
  const place = ({ label, heading, kind }: Place) => label ? localized(label) : heading ? t('marshalling.headed', { heading }) : t(kindKeys[kind])
  return {
    nameOf, named, namedFirst, place,
    places: (all: readonly Place[]) => list(all.map(place)),
    /** As it is said of one of the two. */
    excludes: (id: string, { pair, because, by, place: at }: Exclusion) => {
      const words = { other: named(pair[0] === id ? pair[1] : pair[0]), place: place(at) }
      if (because !== 'preempts') return t(because === 'alternatives' ? 'marshalling.excludes.alternatives' : 'marshalling.excludes.sealed', words)
      return by === null ? t('marshalling.excludes.each', words) : by === id ? t('marshalling.excludes.takes', words) : t('marshalling.excludes.taken', words)
    },
    /** As it is said of both. */
    pair: ({ pair, because, by, place: at }: Exclusion) => {
      const [one, other] = by === pair[1] ? [pair[1], pair[0]] : pair
      const words = { one: namedFirst(one), other: named(other), place: place(at) }
      if (because !== 'preempts') return t(because === 'alternatives' ? 'marshalling.pair.alternatives' : 'marshalling.pair.sealed', words)
      return by === null ? t('marshalling.pair.each', words) : t('marshalling.pair.takes', words)
    },
    link: (id: string, { amendmentId, otherId, kind }: LinkView) => {
      const other = named(amendmentId === id ? otherId : amendmentId)
      if (kind === 'together') return t('marshalling.link.together', { other })
      return amendmentId === id ? t('marshalling.link.consequentialOn', { other }) : t('marshalling.link.hasConsequence', { other })
    },
  }
}
