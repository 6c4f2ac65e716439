import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  FileField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  Select,
  Table,
  type BadgeKind,
} from '#ui/index.ts'
import { largestForm } from '../../catalogue/upload.ts'
import { batchPath, sendBatch } from '../actions/batch.ts'
import { columns } from '../read-sheet.ts'
import { listBatches, type Batch } from '../store/batch.ts'

export const badges: Record<Batch['state'], BadgeKind> = {
  reading: 'info',
  ready: 'primary',
  faulty: 'warning',
  done: 'success',
  discarded: 'neutral',
}

/** Many resources at once: a ZIP of files with a sheet. */
export const importPage = definePage({
  path: '/hoc-lieu/nhap',
  permission: 'resources.contribute',
  maxBody: largestForm + 1024 * 1024,
  async load({ db, actor, today }) {
    const within = reach(actor, 'resources.contribute')
    const all = await listInstitutionOptions(db, undefined, { on: today })
    return {
      isWide: within === 'all',
      schools: within === 'all' ? all : all.filter((one) => within.includes(one.id)),
      earlier: actor.kind === 'account' ? await listBatches(db, actor.id) : [],
    }
  },
  title: (_data, t) => t('resources.transfer.title'),
  forms: {
    send: defineForm({
      action: sendBatch,
      then: ({ id }) => ({ to: batchPath(id), say: 'resources.transfer.sent' }),
    }),
  },
  view: ({ isWide, schools, earlier }, { t, form }) => (
    <>
      <PageHeader
        title={t('resources.transfer.title')}
        lead={t('resources.transfer.lead')}
        breadcrumb={[
          { href: '/hoc-lieu', label: t('resources.catalogue.title') },
          { href: '/hoc-lieu/moi', label: t('resources.catalogue.new') },
        ]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <Form hidden={form.hidden('send')} multipart>
        <FileField
          name="file"
          error={form.errors.file}
          label={t('resources.transfer.file')}
          hint={t('resources.transfer.file_hint')}
          accept=".zip"
          required
        />
        {(isWide || schools.length > 1) && (
          <Select
            {...form.field('institution')}
            label={t('resources.catalogue.school')}
            placeholder={isWide ? t('resources.catalogue.department') : t('resources.catalogue.choose')}
            options={schools.map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
        <FormActions>
          <Button icon="upload">{t('resources.transfer.send')}</Button>
        </FormActions>
      </Form>
      <Section
        title={t('resources.transfer.template')}
        lead={t('resources.transfer.template_text')}
        actions={
          <LinkButton href="/hoc-lieu/nhap/mau/bang-mo-ta.xlsx" kind="secondary" icon="download" download>
            {t('resources.transfer.template_get')}
          </LinkButton>
        }
      >
        <p>
          {t('resources.transfer.columns')}:{' '}
          {columns.map((one) => t(`resources.transfer.column.${one}`)).join(', ')}.
        </p>
      </Section>
      {earlier.length > 0 && (
        <Section title={t('resources.transfer.earlier')}>
          <Table
            caption={t('resources.transfer.earlier')}
            rows={earlier}
            rowKey={(row) => row.id}
            rowHref={(row) => batchPath(row.id)}
            columns={[
              { key: 'file_name', label: t('resources.transfer.file') },
              {
                key: 'state',
                label: t('resources.transfer.col.state'),
                render: (row) => (
                  <Badge kind={badges[row.state]}>{t(`resources.transfer.state.${row.state}`)}</Badge>
                ),
              },
              {
                key: 'count',
                label: t('resources.subject.resource'),
                align: 'end',
                render: (row) => t.number(row.count),
              },
              {
                key: 'made_at',
                label: t('resources.transfer.col.at'),
                render: (row) => t.dateTime(row.made_at),
              },
            ]}
          />
        </Section>
      )}
    </>
  ),
})
