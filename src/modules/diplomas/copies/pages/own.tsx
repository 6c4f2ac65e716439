import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, PageHeader, Section, Table } from '#ui/index.ts'
import type { Diploma } from '../../diploma.ts'
import { getOwnDiploma } from '../../own/store/diploma.ts'
import { askCopy } from '../actions/ask.ts'
import type { CertifiedCopy } from '../copy.ts'
import { listCopies } from '../store/copy.ts'
import { CopyBadge, WantedFields } from './parts.tsx'

const most = 100
type Data = { diploma: Diploma; copies: CertifiedCopy[] }

/** The holder asks for certified copies, and takes those that were made. */
export const ownCopies = definePage<Data, { id: string }>({
  path: '/van-bang-cua-toi/:id/ban-sao',
  permission: 'diplomas.own',
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, params }) {
    const person = actor.kind === 'account' ? actor.personId : undefined
    const diploma = await getOwnDiploma(db, person, params.id)
    const filter = { reach: 'all', diploma: diploma.id, person } as const
    return { diploma, copies: await listCopies(db, filter, { limit: most }) }
  },
  about: ({ diploma }) => ({ person: diploma.person_id ?? undefined }),
  title: (_data, t) => t('diplomas.copies.own.title'),
  forms: {
    ask: defineForm({
      action: askCopy,
      input: (body, { params }) => ({ ...body, diploma: params.id }),
      then: ({ diploma, isClear }) => ({
        to: `/van-bang-cua-toi/${diploma}/ban-sao`,
        say: isClear ? 'diplomas.copies.said.made' : 'diplomas.copies.said.asked',
      }),
    }),
  },
  view: ({ diploma, copies }, context) => {
    const { t, form } = context
    const stands = diploma.state === 'issued' || diploma.state === 'delivered'
    return (
      <>
        <PageHeader
          title={t('diplomas.copies.own.title')}
          lead={t('diplomas.copies.own.lead')}
          breadcrumb={[
            { href: '/van-bang-cua-toi', label: t('diplomas.own.title') },
            { href: `/van-bang-cua-toi/${diploma.id}`, label: diploma.content.title.vi },
          ]}
          breadcrumbLabel={t('diplomas.check.crumb')}
        />
        {!stands && (
          <Alert kind="warning" title={t('diplomas.copies.own.not_clear')}>
            {t('diplomas.copies.own.not_clear_hint')}
          </Alert>
        )}
        <Form hidden={form.hidden('ask')} label={t('diplomas.copies.own.title')}>
          <WantedFields context={context} />
          <FormActions>
            <Button>{t('diplomas.copies.own.act')}</Button>
          </FormActions>
        </Form>
        <Section title={t('diplomas.copies.own.list')}>
          <Table
            caption={t('diplomas.copies.own.list')}
            rows={copies}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'asked_at',
                label: t('diplomas.copies.field.asked_at'),
                render: (row) => t.dateTime(row.asked_at),
              },
              { key: 'purpose', label: t('diplomas.copies.field.purpose') },
              { key: 'copies', label: t('diplomas.copies.field.copies'), align: 'end' },
              {
                key: 'state',
                label: t('diplomas.issuing.field.state'),
                render: (row) => <CopyBadge state={row.state} t={t} />,
              },
              {
                key: 'file',
                label: t('diplomas.copies.field.file'),
                render: (row) =>
                  row.state === 'issued' ? (
                    <a href={`/van-bang-cua-toi/ban-sao/${row.id}/ban-sao.pdf`}>
                      {t(row.is_signed ? 'diplomas.copies.own.take' : 'diplomas.copies.own.take_unsigned')}
                    </a>
                  ) : (
                    (row.refused_reason ?? t('diplomas.copies.own.until', { day: t.date(row.due_on) }))
                  ),
              },
            ]}
            empty={<p class="text-muted">{t('diplomas.copies.own.none')}</p>}
          />
        </Section>
      </>
    )
  },
})
