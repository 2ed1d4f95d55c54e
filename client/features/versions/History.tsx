import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Subject } from '#domain/charter/conditions.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { HistoryView } from '#domain/contract/history.ts'
import { useHistoryAddress, wordsAlone } from './historyAddress.ts'
import { MomentShown } from './MomentShown.tsx'
import { neighboursOf } from './moments.ts'
import { usePeople } from './people.ts'
import { TimeLine } from './TimeLine.tsx'
import css from './versions.module.css'
import { type useHistory, useVersions } from './versions.api.ts'
import { Versions } from './Versions.tsx'

interface HistoryProps { readonly draft: DraftView; readonly history: ReturnType<typeof useHistory>; readonly pages: readonly HistoryView[] }

// Whoever runs down the list with the arrows reads where they stop.
const stopMs = 140

/** The time line with its versions, and beside it the text of the moment that is chosen. */
export function History({ draft, history, pages }: HistoryProps) {
  const { t } = useTranslation()
  const [list, setList] = useState<'moments' | 'versions'>('moments')
  const versions = useVersions(draft.id)
  const address = useHistoryAddress()
  const moments = useMemo(() => pages.flatMap((page) => page.moments), [pages])
  const people = useMemo(() => pages.flatMap((page) => page.people), [pages])
  const personOf = usePeople(people)
  const subject = useMemo((): Subject => ({ workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage }), [draft.workspaceId, draft.id, draft.stage])

  const atRest = useMemo(() => new Map(draft.clauses.flatMap(({ id, atRestFor }) => atRestFor ? [[id, atRestFor] as const] : [])), [draft.clauses])
  const present = pages[0]?.head.seq ?? 1
  const at = address.at ?? moments[0]?.seq ?? present
  const { earlier } = neighboursOf(moments, at)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = history
  // The moment before may be on the next page of the time line.
  useEffect(() => { if (!earlier && hasNextPage && !isFetchingNextPage) void fetchNextPage() }, [earlier, hasNextPage, isFetchingNextPage, fetchNextPage])
  const chosenFrom = address.from !== null && address.from < at ? address.from : null
  const from = chosenFrom ?? earlier?.seq ?? null
  const [settled] = useDebouncedValue(useMemo(() => ({ at, from: from === wordsAlone ? null : from }), [at, from]), stopMs, { leading: true })

  const choose = (seq: number) => address.choose({ at: seq })
  const lists = { moments: t('versions.timeLine'), versions: t('versions.versions') }
  return (
    <div className={css.columns}>
      <aside className={css.side} aria-label={t('versions.moments')}>
        <div className={css.lists} role="group" aria-label={t('versions.shownList')}>
          {(['moments', 'versions'] as const).map((name) => <button key={name} type="button" aria-pressed={list === name} onClick={() => setList(name)}>{lists[name]}</button>)}
        </div>
        <h2 className="visually-hidden">{lists[list]}</h2>
        {list === 'moments'
          ? (
            <TimeLine
              draftId={draft.id} moments={moments} personOf={personOf} at={at} onChoose={choose} searchFor={(seq) => `/drafts/${draft.id}/history${address.searchFor({ at: seq })}`}
              more={{ isThere: hasNextPage, isComing: isFetchingNextPage, fetch: () => void fetchNextPage() }}
            />
          )
          : <Versions versions={versions} at={at} searchFor={(seq) => `/drafts/${draft.id}/history${address.searchFor({ at: seq })}`} onCompare={(earliest, latest) => address.choose({ at: latest, from: earliest })} />}
      </aside>
      <MomentShown
        draftId={draft.id} subject={subject} atRest={atRest} at={settled.at} from={settled.from} chosenFrom={chosenFrom} present={present} moments={moments} versions={versions.data ?? none}
        personOf={personOf} authors={address.authors} onChoose={address.choose}
      />
    </div>
  )
}

const none: never[] = []
