import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'wouter'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { useSignUp } from './accounts.api.ts'
import { CredentialsForm } from './CredentialsForm.tsx'
import { nextOf } from './SignInPage.tsx'
import css from './accounts.module.css'

export function SignUpPage() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [search] = useSearchParams()
  const signUp = useSignUp()
  usePageTitle(t('accounts.signUp'))
  return (
    <Page width="narrow">
      <PageHeader title={t('accounts.signUp')} lead={t('accounts.signUpLead')} />
      <section className={css.card}>
        <CredentialsForm withName action={t('accounts.signUp')} busy={signUp.isPending} error={signUp.error} onSubmit={(input) => signUp.mutate(input, { onSuccess: () => navigate(nextOf(search)) })} />
        <p>{t('accounts.haveAccount')} <Link to={`/sign-in?${search}`}>{t('accounts.signIn')}</Link></p>
      </section>
    </Page>
  )
}
