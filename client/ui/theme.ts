import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const ink: MantineColorsTuple = ['#f1f6f6', '#dde7e7', '#a5d0d3', '#82b4b9', '#5f979d', '#427a81', '#2d5f66', '#204a51', '#17363d', '#0e272d']

/** Our tokens as Mantine's theme. Role, vote and text colours stay tokens: nobody can paint a button with them. */
export const theme = createTheme({
  fontFamily: 'var(--pl-sans)',
  fontFamilyMonospace: 'var(--pl-sans)',
  headings: { fontFamily: 'var(--pl-serif)', fontWeight: '600', textWrap: 'balance' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.3', sm: '1.4', md: '1.5', lg: '1.55', xl: '1.65' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '8px' },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'var(--pl-shadow-sheet)', md: 'var(--pl-shadow-pop)', lg: 'var(--pl-shadow-pop)', xl: 'var(--pl-shadow-pop)' },
  breakpoints: { xs: '30em', sm: '48em', md: '64em', lg: '80em', xl: '110em' },
  colors: { ink },
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 2 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain objects: `Select.extend` would bring the select into the first load of every page.
  components: {
    // A filled button without a colour of its own is ink: its label has the colour measured on ink, in both schemes.
    Button: { defaultProps: { size: 'sm' }, vars: (_theme: unknown, { variant, color }: { variant?: string; color?: string }) => ({ root: color || (variant && variant !== 'filled') ? {} : { '--button-color': 'var(--pl-on-action)' } }) },
    ActionIcon: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md' } },
    DrawerRoot: { defaultProps: { transitionProps: { duration: 180 } } },
  },
})

const variables = {
  '--mantine-color-body': 'var(--pl-panel)', '--mantine-color-text': 'var(--pl-ink)', '--mantine-color-bright': 'var(--pl-ink)',
  '--mantine-color-dimmed': 'var(--pl-ink-3)', '--mantine-color-placeholder': 'var(--pl-ink-3)', '--mantine-color-anchor': 'var(--pl-link)', '--mantine-color-error': 'var(--pl-error)',
  '--mantine-color-default': 'var(--pl-paper)', '--mantine-color-default-hover': 'var(--pl-panel)', '--mantine-color-default-color': 'var(--pl-ink)', '--mantine-color-default-border': 'var(--pl-rule-2)',
  '--mantine-color-disabled': 'var(--pl-sunken)', '--mantine-color-disabled-color': 'var(--pl-ink-3)', '--mantine-color-disabled-border': 'var(--pl-rule)',
  '--mantine-primary-color-filled': 'var(--pl-action)', '--mantine-primary-color-filled-hover': 'var(--pl-action-hover)', '--mantine-primary-color-light': 'var(--pl-action-soft)', '--mantine-primary-color-contrast': 'var(--pl-on-action)',
  '--mantine-color-gray-light-color': 'var(--pl-ink-2)',
}

/** The tokens switch with the colour scheme by themselves, so both schemes read the same names. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: variables, dark: variables })
