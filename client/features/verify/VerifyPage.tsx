import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { getFile } from '#client/lib/api.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { useMembership } from '#client/lib/useMe.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Marked } from '#client/ui/Marked.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { Refusal } from '#domain/errors.ts'
import { readHead } from '#domain/verify/chain.ts'
import { ReportShown } from './ReportShown.tsx'
import css from './verify.module.css'
import { verifyFile } from './verifying.ts'

/** Recomputes a record in the reader's own browser: of this workspace, or of any file, also by whoever is not signed in. */
export function VerifyPage() {
  const { workspaceId } = useParams()
  const { t } = useTranslation()
  const membership = useMembership(workspaceId ?? '')
  const [kept, setKept] = useState('')
  const head = readHead(kept)
  const isWrong = kept.trim() !== '' && head === null
  const address = workspaceId && `/workspaces/${workspaceId}/record/export`
  const check = useMutation({ mutationFn: async (file: File | null) => verifyFile(file ?? await getFile(address ?? ''), head) })
  usePageTitle(t('verify.title'))
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const file = currentTarget.files?.[0]
    // The same file can be chosen again, after it was changed.
    currentTarget.value = ''
    if (file) check.mutate(file)
  }
  return (
    <Page>
      <PageHeader above={workspaceId && <Link to={`/workspaces/${workspaceId}/record`}>{t('records.title')}</Link>} title={t('verify.title')} lead={t('verify.lead')} />
      <section className={css.form} aria-label={t('verify.what')}>
        <TextInput
          className={css.headField ?? ''} label={t('verify.head')} description={t('verify.headHow')} error={isWrong && t('verify.headWrong')} value={kept} spellCheck={false} autoComplete="off" dir="ltr"
          onChange={(event) => setKept(event.currentTarget.value)}
        />
        <div className={css.acts}>
          {membership && <Button disabled={isWrong} loading={check.isPending} onClick={() => check.mutate(null)}>{t('verify.thisRecord')}</Button>}
          <label className={css.choose} data-disabled={isWrong || check.isPending || undefined}>
            <input type="file" accept="application/json,.json" className="visually-hidden" disabled={isWrong || check.isPending} onChange={choose} />{t('verify.chooseFile')}
          </label>
          {membership && <a href={`/api${address}`} download>{t('verify.download')}</a>}
        </div>
        <p className={css.how}><Marked text={t('verify.fileHow')} parts={{ code: <code /> }} /></p>
      </section>
      <div role="status" aria-busy={check.isPending}>
        {check.isPending && <LoadingBars label={t('verify.checking')} lines={6} />}
        {check.data && <ReportShown report={check.data} />}
      </div>
      {check.error && <ErrorNotice error={check.error} title={check.error instanceof Refusal ? t('verify.failed') : t('verify.failedCheck')} />}
    </Page>
  )
}
