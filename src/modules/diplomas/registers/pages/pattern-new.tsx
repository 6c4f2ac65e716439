import { z } from 'zod'
import { findInstitutionById } from '#modules/institutions/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
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
import { kindCodes } from '../../diploma.ts'
import { savePattern } from '../actions/save-pattern.ts'
import { findPatternFault } from '../pattern.ts'
import { listLastEntries, nextNumbers } from '../preview.ts'
import { getPattern } from '../store/pattern.ts'
import { dayText } from '../typed.ts'
import { kindOptions } from './schools.tsx'

const Query = z.object({
  loai: z.enum(kindCodes).optional().catch(undefined),
  so_hieu: z.string().trim().max(60).optional(),
  so_vao_so: z.string().trim().max(60).optional(),
})
type Query = z.output<typeof Query>

/** A new pattern in two steps: see the next three numbers, then set it from a day on. */
export const patternNew = definePage({
  path: '/so-goc/mau-so/:id/moi',
  permission: 'diplomas.register',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load: loadDraft,
  about: ({ school }) => ({ institution: school.id }),
  title: (_data, t) => t('diplomas.registers.patterns.new'),
  forms: {
    save: defineForm({
      action: savePattern,
      then: () => ({ to: '/so-goc/mau-so', say: 'diplomas.registers.patterns.saved' }),
    }),
  },
  view: (data, context) => {
    const { school, faults, next } = data
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('diplomas.registers.patterns.new')}
          lead={t('diplomas.registers.patterns.parts')}
          breadcrumb={[
            { href: '/so-goc', label: t('diplomas.registers.title') },
            {
              href: `/so-goc/mau-so?co-so=${school.code}`,
              label: t('diplomas.registers.patterns.of', { name: school.name }),
            },
          ]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
        />
        {(faults.serial ?? faults.entry) && (
          <Alert kind="error" title={t('diplomas.registers.patterns.wrong')} />
        )}
        <DraftForm data={data} context={context} />
        {next && <SaveForm data={data} context={context} />}
      </>
    )
  },
})

async function loadDraft({ db, params, query, today }: LoadContext<{ id: string }, Query>) {
  const school = await findInstitutionById(db, params.id, today)
  if (!school) throw notFound()
  const kind = query.loai
  const now = kind ? await getPattern(db, school.id, kind, today) : undefined
  const serial = query.so_hieu ?? now?.serial
  const entry = query.so_vao_so ?? now?.entry
  const isAsked = query.so_hieu !== undefined || query.so_vao_so !== undefined
  const fault = (text: string | undefined) => (isAsked ? findPatternFault(text ?? '') : undefined)
  const faults = { serial: fault(serial), entry: fault(entry) }
  const year = Number(today.slice(0, 4))
  const isFine = isAsked && kind && serial && entry && !faults.serial && !faults.entry
  const last = isFine ? ((await listLastEntries(db, school.id, year)).get(kind) ?? 0) : 0
  const next = isFine ? nextNumbers({ serial, entry }, { last, year, school: school.code, kind }) : undefined
  return { school, kind, serial, entry, faults, next, isAsked }
}
type Props = { data: Awaited<ReturnType<typeof loadDraft>>; context: ViewContext }

/** The patterns as they are typed; asking shows what they would write and changes nothing. */
function DraftForm({ data: { kind, serial, entry, faults, isAsked }, context: { t, form } }: Props) {
  const error = (name: 'serial' | 'entry') => {
    const words = form.errors[name] ?? (faults[name] && t.dynamic(faults[name]))
    return words ? { error: words } : {}
  }
  return (
    <Form method="get" label={t('diplomas.registers.patterns.preview')}>
      <Select
        name="loai"
        label={t('diplomas.registers.kind')}
        value={kind}
        placeholder={t('diplomas.registers.choose')}
        options={kindOptions(t)}
        {...(isAsked && !kind ? { error: t('diplomas.registers.error.kind') } : {})}
        required
      />
      <TextField
        name="so_hieu"
        label={t('diplomas.registers.patterns.serial')}
        hint={t('diplomas.registers.patterns.serial_hint')}
        value={serial}
        maxlength={60}
        {...error('serial')}
        required
      />
      <TextField
        name="so_vao_so"
        label={t('diplomas.registers.patterns.entry')}
        value={entry}
        maxlength={60}
        {...error('entry')}
        required
      />
      <FormActions>
        <Button kind="secondary">{t('diplomas.registers.patterns.preview')}</Button>
        <LinkButton kind="ghost" href="/so-goc/mau-so">
          {t('diplomas.registers.back')}
        </LinkButton>
      </FormActions>
    </Form>
  )
}

function SaveForm({ data: { school, kind, serial, entry, next }, context }: Props) {
  const { t, form, today } = context
  return (
    <Section title={t('diplomas.registers.patterns.next')}>
      <Table
        caption={t('diplomas.registers.patterns.next')}
        rows={next ?? []}
        rowKey={(row) => row.serial}
        columns={[
          { key: 'serial', label: t('diplomas.registers.column.serial') },
          { key: 'entry_no', label: t('diplomas.registers.column.entry_no') },
        ]}
      />
      <div class="mt-6">
        <Form
          hidden={{ ...form.hidden('save'), institution: school.id, kind, serial, entry }}
          label={t('diplomas.registers.patterns.new')}
        >
          <DateField
            {...fieldProps(context, 'from_date', dayText(today))}
            label={t('diplomas.registers.patterns.since')}
            hint={t('diplomas.registers.patterns.since_hint')}
            required
          />
          <TextField
            {...fieldProps(context, 'source')}
            label={t('diplomas.registers.patterns.source')}
            hint={t('diplomas.registers.patterns.source_hint')}
            maxlength={500}
            required
          />
          <FormActions>
            <Button>{t('diplomas.registers.patterns.save')}</Button>
          </FormActions>
        </Form>
      </div>
    </Section>
  )
}
