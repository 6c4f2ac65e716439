import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Button, Empty, Filters, LinkButton, PageHeader, Select, Table } from '#ui/index.ts'
import type { ClassGroup } from '../class-group.ts'
import { listClasses } from '../store/class-group.ts'
import { levelText } from './parts.tsx'

/** Classes of the schools the reader reaches; those whose cohort has ended only when asked for. */
export const classList = definePage({
  path: '/lop',
  permission: 'students.read',
  query: z.object({
    q: z.string().trim().max(100).optional().catch(undefined),
    gom: z.enum(['da-xong']).optional().catch(undefined),
  }),
  async load({ db, actor, query, today }) {
    const classes = await listClasses(db, {
      reach: reach(actor, 'students.read'),
      text: query.q,
      since: query.gom ? undefined : today,
    })
    const schools = [...new Set(classes.map((one) => one.institution_id))]
    return { query, classes, names: await institutionNames(db, schools, today) }
  },
  title: (_data, t) => t('students.class.title'),
  view: ({ query, classes, names }, context) => {
    const { t, may } = context
    return (
      <>
        <PageHeader
          title={t('students.class.title')}
          lead={t(query.gom ? 'students.class.lead_all' : 'students.class.lead')}
          actions={may('students.edit') && <LinkButton href="/lop/moi">{t('students.class.new')}</LinkButton>}
        />
        <Filters
          search={{
            name: 'q',
            label: t('students.class.search'),
            value: query.q,
            button: t('students.list.find'),
          }}
          moreLabel={t('students.list.filter')}
          more={
            <>
              <Select
                name="gom"
                label={t('students.class.which')}
                value={query.gom}
                placeholder={t('students.class.running')}
                options={[{ value: 'da-xong', label: t('students.class.with_ended') }]}
              />
              <Button kind="secondary">{t('students.list.apply')}</Button>
            </>
          }
        />
        <Table
          caption={t('students.class.title')}
          rows={classes}
          rowKey={(one) => one.id}
          rowHref={(one) => `/lop/${one.id}`}
          columns={columns(names, context)}
          empty={<Empty title={t('students.class.none')}>{t('students.class.none_hint')}</Empty>}
        />
      </>
    )
  },
})

function columns(names: Map<string, string>, { t }: ViewContext) {
  return [
    { key: 'code', label: t('students.class.code') },
    { key: 'cohort_name', label: t('students.field.cohort') },
    { key: 'programme_name', label: t('students.field.programme') },
    { key: 'level', label: t('students.field.level'), render: (one: ClassGroup) => levelText(one.level, t) },
    {
      key: 'homeroom',
      label: t('students.class.homeroom'),
      render: (one: ClassGroup) => one.homeroom_name ?? '–',
    },
    { key: 'studying', label: t('students.class.studying'), align: 'end' as const },
    ...(names.size > 1
      ? [
          {
            key: 'school',
            label: t('students.field.institution'),
            render: (one: ClassGroup) => names.get(one.institution_id) ?? '–',
          },
        ]
      : []),
  ]
}
