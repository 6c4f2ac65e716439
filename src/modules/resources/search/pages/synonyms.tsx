import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Badge, Button, Form, FormActions, PageHeader, Section, Table, TextField } from '#ui/index.ts'
import { addSynonym, endSynonym, reopenSynonym } from '../actions/synonym.ts'
import { listSynonyms, type Synonym } from '../store/synonym.ts'

const path = '/hoc-lieu/tu-dong-nghia'

const say = (key: 'added' | 'ended' | 'reopened') => (result: { terms: string }) => ({
  to: path,
  say: `resources.search.synonym_${key}`,
  params: result,
})

/** Words that mean the same, by their days; the department adds and ends them. */
export const synonymPage = definePage({
  path,
  permission: 'public',
  load: async ({ db }) => ({ synonyms: await listSynonyms(db) }),
  title: (_data, t) => t('resources.search.synonyms'),
  forms: {
    add: defineForm({ action: addSynonym, then: say('added') }),
    end: defineForm({ action: endSynonym, then: say('ended') }),
    reopen: defineForm({ action: reopenSynonym, then: say('reopened') }),
  },
  view: ({ synonyms }, context) => {
    const { t, may } = context
    const mayKeep = may('resources.keep', { province: true })
    return (
      <>
        <PageHeader
          title={t('resources.search.synonyms')}
          lead={t('resources.search.synonyms_lead')}
          breadcrumb={[{ href: '/hoc-lieu', label: t('resources.catalogue.title') }]}
          breadcrumbLabel={t('resources.crumbs')}
        />
        {mayKeep && <AddSynonym context={context} />}
        <Table
          caption={t('resources.search.synonyms_caption')}
          rows={synonyms}
          rowKey={(row) => row.id}
          columns={[
            { key: 'terms', label: t('resources.search.terms'), render: (row) => row.terms.join(', ') },
            { key: 'from', label: t('resources.search.from'), render: (row) => t.date(row.from_date) },
            { key: 'to', label: t('resources.search.to'), render: (row) => t.date(row.to_date) || '–' },
            {
              key: 'source',
              label: t('resources.search.source'),
              render: (row) => <Source row={row} t={t} />,
            },
            ...(mayKeep
              ? [
                  {
                    key: 'act',
                    label: t('resources.search.act'),
                    render: (row: Synonym) => <Act row={row} context={context} />,
                  },
                ]
              : []),
          ]}
        />
      </>
    )
  },
})

function Source({ row, t }: { row: Synonym; t: ViewContext['t'] }) {
  return (
    <>
      {row.source} {!row.is_verified && <Badge kind="warning">{t('resources.search.unverified')}</Badge>}
    </>
  )
}

function Act({ row, context: { t, form } }: { row: Synonym; context: ViewContext }) {
  const act = row.to_date === null ? 'end' : 'reopen'
  return (
    <Form bare hidden={{ ...form.hidden(act, { version: row.version }), id: row.id }}>
      <Button small kind="ghost" label={t(`resources.search.${act}_of`, { terms: row.terms.join(', ') })}>
        {t(`resources.search.${act}`)}
      </Button>
    </Form>
  )
}

function AddSynonym({ context: { t, form } }: { context: ViewContext }) {
  return (
    <Section title={t('resources.search.add_synonym')}>
      <Form label={t('resources.search.add_synonym')} hidden={form.hidden('add')}>
        <TextField
          {...form.field('terms')}
          label={t('resources.search.terms')}
          hint={t('resources.search.terms_hint')}
          maxlength={500}
          required
        />
        <TextField
          {...form.field('source')}
          label={t('resources.search.source')}
          hint={t('resources.search.source_hint')}
          maxlength={300}
          required
        />
        <FormActions>
          <Button>{t('resources.search.add_synonym')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
