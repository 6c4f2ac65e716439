import { definePage } from '#platform/pages/page.ts'
import { PageHeader } from '#ui/index.ts'

/** "Hôm nay": the acts that wait for the person signed in. */
export const homePage = definePage({
  path: '/',
  permission: 'public',
  load: async () => ({}),
  title: (_data, t) => t('app.home'),
  view: (_data, { t }) => <PageHeader title={t('app.home')} />,
})
