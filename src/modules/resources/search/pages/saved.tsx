import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Empty, Form, PageHeader, Table } from '#ui/index.ts'
import { forgetSearch } from '../actions/saved.ts'
import { searchPath } from '../filter.ts'
import { listNews } from '../news.ts'

const path = '/hoc-lieu/da-luu'

/** One's own saved searches and what is new in each. */
export const savedPage = definePage({
  path,
  permission: 'signed-in',
  load: async ({ db, actor, today }) => ({
    saved: actor.kind === 'account' ? await listNews(db, actor.id, today) : [],
  }),
  title: (_data, t) => t('resources.search.saved'),
  forms: {
    forget: defineForm({
      action: forgetSearch,
      then: (result) => ({ to: path, say: 'resources.search.forgotten', params: result }),
    }),
  },
  view: ({ saved }, { t, form }) => (
    <>
      <PageHeader
        title={t('resources.search.saved')}
        lead={t('resources.search.saved_lead')}
        breadcrumb={[{ href: searchPath, label: t('resources.catalogue.title') }]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <Table
        caption={t('resources.search.saved')}
        rows={saved}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            label: t('resources.search.saved'),
            render: (row) => <a href={`${searchPath}?${row.query}`}>{row.name}</a>,
          },
          {
            key: 'news',
            label: t('resources.search.new'),
            render: (row) =>
              row.news > 0
                ? t('resources.search.saved_news', { count: row.news })
                : t('resources.search.saved_no_news'),
          },
          {
            key: 'act',
            label: t('resources.search.act'),
            render: (row) => (
              <Form bare hidden={{ ...form.hidden('forget'), id: row.id }}>
                <Button small kind="ghost" label={t('resources.search.forget_of', { name: row.name })}>
                  {t('resources.search.forget')}
                </Button>
              </Form>
            ),
          },
        ]}
        empty={
          <Empty title={t('resources.search.saved_none')}>{t('resources.search.saved_none_hint')}</Empty>
        }
      />
    </>
  ),
})
