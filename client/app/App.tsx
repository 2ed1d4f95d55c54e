import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { queryClient } from '#client/lib/query.ts'
import { Announcer } from '#client/ui/Announcer.tsx'
import { cssVariables, theme } from '#client/ui/theme.ts'
import { FailureBoundary } from './FailureBoundary.tsx'
import { Pages } from './routes.tsx'

/** Everything a page may count on: theme, fetched data, announcements, addresses. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <FailureBoundary><Announcer><Pages /></Announcer></FailureBoundary>
      </QueryClientProvider>
    </MantineProvider>
  )
}
