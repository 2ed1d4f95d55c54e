import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { patch, post } from '#client/lib/api.ts'
import { changeLanguage, type Language, languages } from '#client/lib/i18n.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { partyOf, useRoleNames } from '#client/ui/roles.ts'
import type { MeView } from '#domain/contract/accounts.ts'

const schemes = ['light', 'dark', 'auto'] as const

/** Who I am here, my language, the appearance, and the way out. */
export function AccountMenu({ me, workspaceId }: { me: MeView; workspaceId: string | null }) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const names = useRoleNames()
  const membership = me.memberships.find((candidate) => candidate.workspaceId === workspaceId) ?? me.memberships[0]
  const person = { name: me.user?.name ?? '', role: membership?.role ?? null, functions: membership?.functions ?? [] }
  const languageNames: Record<Language, string> = { en: t('app.languageEn'), fr: t('app.languageFr') }
  const schemeNames = { light: t('app.light'), dark: t('app.dark'), auto: t('app.auto') }
  const checkIf = (chosen: boolean) => (chosen ? <IconCheck size={16} aria-hidden /> : <span />)

  const choose = async (language: Language) => {
    await changeLanguage(language)
    await patch('/me', { locale: language })
  }
  const signOut = async () => {
    await post('/auth/sign-out', {})
    queryClient.clear()
    navigate('/sign-in')
    await queryClient.invalidateQueries({ queryKey: keys.me })
  }
  return (
    <Menu position="bottom-end" width="17rem">
      <Menu.Target><UnstyledButton aria-label={t('app.account', { name: person.name })}><Avatar person={person} decorative /></UnstyledButton></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('app.signedInAs', { name: person.name, role: names[partyOf(person)] })}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('app.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item key={language} lang={language} leftSection={checkIf(i18n.language === language)} onClick={() => void choose(language)}>{languageNames[language]}</Menu.Item>
        ))}
        <Menu.Label>{t('app.theme')}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item key={scheme} leftSection={checkIf(colorScheme === scheme)} onClick={() => setColorScheme(scheme)}>{schemeNames[scheme]}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => navigate('/account')}>{t('accounts.account')}</Menu.Item>
        {me.demo && <Menu.Item onClick={() => navigate('/sign-in')}>{t('app.switchPerson')}</Menu.Item>}
        <Menu.Item onClick={() => void signOut()}>{t('app.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
