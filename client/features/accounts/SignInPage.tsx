import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'wouter'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { useMe } from '#client/lib/useMe.ts'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { useSignIn } from './accounts.api.ts'
import { CredentialsForm } from './CredentialsForm.tsx'
import { Personas } from './Personas.tsx'
import css from './accounts.module.css'

/** Where to go after signing in: a path of this site, nothing else. */
export const nextOf = (search: URLSearchParams) => { const next = search.get('next') ?? '/'; return next.startsWith('/') && !next.startsWith('//') ? next : '/' }

export function SignInPage() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [search] = useSearchParams()
  const me = useMe()
  const signIn = useSignIn()
  const go = () => navigate(nextOf(search))
  usePageTitle(t('accounts.signIn'))
  return (
    <Page>
      <PageHeader title={t('accounts.signIn')} lead={t('accounts.signInLead')} />
      <div className={css.columns}>
        {me?.demo && <Personas onEntered={go} />}
        <section className={css.card}>
          <CredentialsForm action={t('accounts.signIn')} busy={signIn.isPending} error={signIn.error} onSubmit={(input) => signIn.mutate(input, { onSuccess: go })} />
          <p>{t('accounts.noAccount')} <Link to={`/sign-up?${search}`}>{t('accounts.signUp')}</Link></p>
          <p><Link to="/verify">{t('verify.signedOut')}</Link></p>
        </section>
      </div>
    </Page>
  )
}
