import { z } from 'zod'
import { institutionNames, listInstitutionOptions } from '#modules/institutions/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  Select,
  Table,
  TextField,
} from '#ui/index.ts'
import { handOverBooks } from '../actions/hand-over-books.ts'
import { listHandings } from '../store/book.ts'
import { dayText } from '../typed.ts'

const Query = z.object({ truong: z.uuid().optional().catch(undefined) })
type Query = z.output<typeof Query>

/** Books of schools that were merged: who should keep them, and the act that hands them over. */
export const handOverPage = definePage({
  path: '/so-goc/ban-giao',
  permission: 'diplomas.move-books',
  query: Query,
  load: loadHandings,
  title: (_data, t) => t('diplomas.registers.hand.title'),
  forms: {
    hand: defineForm({
      action: handOverBooks,
      then: ({ keeper, books }) => ({
        to: '/so-goc/ban-giao',
        say: 'diplomas.registers.hand.done',
        params: { keeper, books },
      }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('diplomas.registers.hand.title')}
          lead={t('diplomas.registers.hand.lead')}
          breadcrumb={[{ href: '/so-goc', label: t('diplomas.registers.title') }]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
        />
        <Waiting data={data} t={t} />
        <HandForm data={data} context={context} />
      </>
    )
  },
})

async function loadHandings({ db, query, today }: LoadContext<Record<string, string>, Query>) {
  const handings = await listHandings(db, today)
  const ids = handings.flatMap((row) => [row.issuer_id, row.keeper_id, row.heir_id])
  return {
    handings,
    chosen: query.truong,
    schools: await listInstitutionOptions(db, undefined, { on: today, withEnded: true }),
    names: await institutionNames(db, [...new Set(ids)], today),
  }
}
type Props = { data: Awaited<ReturnType<typeof loadHandings>>; context: ViewContext }

function Waiting({ data: { handings, names }, t }: { data: Props['data']; t: ViewContext['t'] }) {
  return (
    <Section title={t('diplomas.registers.hand.waiting')}>
      <Table
        caption={t('diplomas.registers.hand.waiting')}
        rows={handings}
        rowKey={(row) => `${row.issuer_id} ${row.keeper_id}`}
        columns={[
          {
            key: 'issuer',
            label: t('diplomas.registers.issuer'),
            render: (row) => names.get(row.issuer_id) ?? '–',
          },
          { key: 'books', label: t('diplomas.registers.books'), align: 'end' },
          {
            key: 'keeper',
            label: t('diplomas.registers.hand.now'),
            render: (row) => names.get(row.keeper_id) ?? '–',
          },
          {
            key: 'heir',
            label: t('diplomas.registers.hand.heir'),
            render: (row) => names.get(row.heir_id) ?? '–',
          },
          {
            key: 'act',
            label: t('diplomas.registers.hand.open'),
            render: (row) => (
              <LinkButton small kind="secondary" href={`/so-goc/ban-giao?truong=${row.issuer_id}#ban-giao`}>
                {t('diplomas.registers.hand.choose')}
              </LinkButton>
            ),
          },
        ]}
        empty={<p class="text-muted">{t('diplomas.registers.hand.none')}</p>}
      />
    </Section>
  )
}

function HandForm({ data: { handings, chosen, schools }, context }: Props) {
  const { t, form, today } = context
  const options = schools.map((one) => ({ value: one.id, label: one.name }))
  const heir = handings.find((row) => row.issuer_id === chosen)?.heir_id
  return (
    <Section title={t('diplomas.registers.hand.form')} id="ban-giao">
      <Form hidden={form.hidden('hand')} label={t('diplomas.registers.hand.form')}>
        <Select
          {...fieldProps(context, 'issuer', chosen)}
          label={t('diplomas.registers.issuer')}
          placeholder={t('diplomas.registers.choose')}
          options={options}
          required
        />
        <Select
          {...fieldProps(context, 'keeper', heir)}
          label={t('diplomas.registers.hand.to')}
          hint={t('diplomas.registers.hand.to_hint')}
          placeholder={t('diplomas.registers.hand.by_merger')}
          options={options}
          optional={t('people.form.optional')}
        />
        <DateField
          {...fieldProps(context, 'on_date', dayText(today))}
          label={t('diplomas.registers.hand.on_date')}
          hint={t('diplomas.issuing.hint.day')}
          required
        />
        <TextField
          {...fieldProps(context, 'paper_no')}
          label={t('diplomas.registers.hand.paper_no')}
          width="half"
          maxlength={100}
          required
        />
        <FormActions>
          <Button>{t('diplomas.registers.hand.act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
