import { z } from 'zod'
import {
  institutionNames,
  listInstitutionOptions,
  type InstitutionOption,
} from '#modules/institutions/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Select,
  TextArea,
  type Children,
} from '#ui/index.ts'
import { destroyBlanks } from '../actions/destroy-blanks.ts'
import { receiveBlanks } from '../actions/receive-blanks.ts'
import { sendBlanks } from '../actions/send-blanks.ts'
import { spoilBlanks } from '../actions/spoil-blanks.ts'
import { listStock } from '../store/stock.ts'
import { KindField, movementPath, PaperFields, RangeFields, stockPath } from './parts.tsx'
import { StockTable } from './stock-table.tsx'

const Params = z.object({ id: z.uuid() })
type Act = 'receive' | 'send' | 'spoil' | 'destroy'

async function loadSchool({ db, params, today }: LoadContext<{ id: string }, Record<string, never>>) {
  const name = (await institutionNames(db, [params.id], today)).get(params.id)
  if (name === undefined) throw notFound()
  const stock = await listStock(db, [params.id])
  return { id: params.id, name, stock, only: stock.length === 1 ? stock[0]!.kind_code : undefined }
}
type School = Awaited<ReturnType<typeof loadSchool>>
type Props = { school: School; act: Act; context: ViewContext; isDanger?: boolean; children: Children }

/** A form of the stock: what it is, how things stand, its fields, the act and the way back. */
function StockForm({ school, act, context, isDanger, children }: Props) {
  const { t, form } = context
  const back = stockPath(school.id)
  return (
    <>
      <PageHeader
        title={t.dynamic(`diplomas.blanks.${act}.title`)}
        lead={t.dynamic(`diplomas.blanks.${act}.lead`)}
        breadcrumb={[
          { href: '/phoi', label: t('diplomas.blanks.title') },
          { href: back, label: school.name },
        ]}
        breadcrumbLabel={t('diplomas.registers.crumbs')}
      />
      {act !== 'receive' && (
        <div class="mb-6">
          <StockTable rows={school.stock} t={t} />
        </div>
      )}
      <Form
        hidden={{ ...form.hidden('save'), institution: school.id }}
        label={t.dynamic(`diplomas.blanks.${act}.title`)}
      >
        {children}
        <FormActions>
          <Button kind={isDanger ? 'danger' : 'primary'}>{t.dynamic(`diplomas.blanks.${act}.act`)}</Button>
          <LinkButton kind="ghost" href={back}>
            {t('diplomas.registers.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}

const say = (act: Act, count: number) => ({ say: `diplomas.blanks.${act}.done`, params: { count } })

/** Blanks from the printer. */
export const receivePage = definePage({
  path: '/phoi/truong/:id/nhap',
  permission: 'diplomas.register',
  params: Params,
  load: loadSchool,
  about: ({ id }) => ({ institution: id }),
  title: (_school, t) => t('diplomas.blanks.receive.title'),
  forms: {
    save: defineForm({
      action: receiveBlanks,
      then: ({ id, count }) => ({ to: movementPath(id), ...say('receive', count) }),
    }),
  },
  view: (school, context) => (
    <StockForm school={school} act="receive" context={context}>
      <KindField context={context} kind={school.only} />
      <RangeFields context={context} />
      <PaperFields context={context} />
    </StockForm>
  ),
})

/** Blanks to another school. */
export const sendPage = definePage({
  path: '/phoi/truong/:id/chuyen',
  permission: 'diplomas.register',
  params: Params,
  async load(context: LoadContext<{ id: string }, Record<string, never>>) {
    const school = await loadSchool(context)
    const all = await listInstitutionOptions(context.db, undefined, { on: context.today })
    return { ...school, others: all.filter((one) => one.id !== school.id) }
  },
  about: ({ id }) => ({ institution: id }),
  title: (_school, t) => t('diplomas.blanks.send.title'),
  forms: {
    save: defineForm({
      action: sendBlanks,
      then: ({ id, count }) => ({ to: movementPath(id), ...say('send', count) }),
    }),
  },
  view: (school, context) => (
    <StockForm school={school} act="send" context={context}>
      <OtherField others={school.others} context={context} />
      <KindField context={context} kind={school.only} />
      <RangeFields context={context} />
      <PaperFields context={context} />
    </StockForm>
  ),
})

function OtherField({ others, context }: { others: readonly InstitutionOption[]; context: ViewContext }) {
  const { t } = context
  return (
    <Select
      {...fieldProps(context, 'other')}
      label={t('diplomas.blanks.to')}
      placeholder={t('diplomas.registers.choose')}
      options={others.map((one) => ({ value: one.id, label: one.name }))}
      required
    />
  )
}

/** Blanks spoiled before they were used. */
export const spoilPage = definePage({
  path: '/phoi/truong/:id/hong',
  permission: 'diplomas.register',
  params: Params,
  load: loadSchool,
  about: ({ id }) => ({ institution: id }),
  title: (_school, t) => t('diplomas.blanks.spoil.title'),
  forms: {
    save: defineForm({
      action: spoilBlanks,
      then: ({ id, count }) => ({ to: movementPath(id), ...say('spoil', count) }),
    }),
  },
  view: (school, context) => (
    <StockForm school={school} act="spoil" context={context} isDanger>
      <KindField context={context} kind={school.only} />
      <SerialsField context={context} />
      <TextArea
        {...fieldProps(context, 'reason')}
        label={context.t('diplomas.blanks.reason')}
        hint={context.t('diplomas.blanks.spoil.reason_hint')}
        rows={2}
        maxlength={500}
        required
      />
      <PaperFields context={context} isNeeded={false} />
    </StockForm>
  ),
})

/** Spoiled blanks destroyed by minutes. */
export const destroyPage = definePage({
  path: '/phoi/truong/:id/huy',
  permission: 'diplomas.register',
  params: Params,
  load: loadSchool,
  about: ({ id }) => ({ institution: id }),
  title: (_school, t) => t('diplomas.blanks.destroy.title'),
  forms: {
    save: defineForm({
      action: destroyBlanks,
      then: ({ id, count }) => ({ to: movementPath(id), ...say('destroy', count) }),
    }),
  },
  view: (school, context) => (
    <StockForm school={school} act="destroy" context={context} isDanger>
      <KindField context={context} kind={school.only} />
      <SerialsField context={context} isOptional />
      <PaperFields context={context} />
      <TextArea
        {...fieldProps(context, 'reason')}
        label={context.t('diplomas.blanks.destroy.how')}
        optional={context.t('people.form.optional')}
        rows={2}
        maxlength={500}
      />
    </StockForm>
  ),
})

function SerialsField({ context, isOptional }: { context: ViewContext; isOptional?: boolean }) {
  const { t } = context
  return (
    <TextArea
      {...fieldProps(context, 'serials')}
      label={t('diplomas.blanks.serials')}
      hint={t(isOptional ? 'diplomas.blanks.serials_all_hint' : 'diplomas.blanks.serials_hint')}
      rows={3}
      maxlength={20_000}
      {...(isOptional ? { optional: t('people.form.optional') } : { required: true })}
    />
  )
}
