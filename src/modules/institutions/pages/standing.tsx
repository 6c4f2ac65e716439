import { definePage, defineForm } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  TextField,
} from '#ui/index.ts'
import { setStanding } from '../actions/set-standing.ts'
import { getInstitution, type Institution } from '../store/record.ts'
import { fieldOf, PartTabs } from './part-form.tsx'

const choices = ['active', 'suspended', 'dissolved', 'unknown']

/** The department records or confirms whether an institution works. */
export const standingPage = definePage<{ institution: Institution }, { code: string }>({
  path: '/co-so/:code/tinh-trang',
  permission: 'institutions.edit',
  load: async ({ db, params, today }) => ({ institution: await getInstitution(db, params.code, today) }),
  about: ({ institution }) => ({ institution: institution.id }),
  title: (_data, t) => t('institutions.part.standing'),
  forms: {
    save: defineForm({
      action: setStanding,
      input: (body, { params }) => ({ ...body, code: params.code }),
      then: ({ code }) => ({ to: `/co-so/${code}`, say: 'institutions.said.changed' }),
    }),
  },
  view: ({ institution }, context) => {
    const { t, form } = context
    const statusName = (code: string) => t.dynamic(`institutions.status.${code}`)
    return (
      <>
        <PageHeader
          title={t('institutions.standing.title', { name: institution.name })}
          lead={t('institutions.standing.lead')}
          breadcrumb={[
            { href: '/co-so', label: t('institutions.list.title') },
            { href: `/co-so/${institution.code}`, label: institution.name },
          ]}
          breadcrumbLabel={t('institutions.breadcrumb')}
        />
        <PartTabs code={institution.code} current="standing" context={context} />
        <Form hidden={form.hidden('save', { version: institution.version })}>
          <RadioGroup
            {...fieldOf(context, 'status', institution.status, statusName)}
            label={t('institutions.field.status')}
            options={choices.map((code) => ({ value: code, label: statusName(code) }))}
          />
          <DateField
            {...fieldOf(context, 'on_date', '')}
            label={t('institutions.standing.since')}
            hint={t('institutions.standing.since_hint')}
            optional={t('institutions.optional')}
          />
          <TextField
            {...fieldOf(context, 'decision_no', '')}
            label={t('institutions.field.decision')}
            hint={t('institutions.form.decision_hint')}
            optional={t('institutions.optional')}
          />
          <TextField
            {...fieldOf(context, 'source', '')}
            label={t('institutions.field.source')}
            hint={t('institutions.form.source_hint')}
          />
          <FormActions>
            <Button>{t('institutions.form.save')}</Button>
            <LinkButton href={`/co-so/${institution.code}`} kind="ghost">
              {t('institutions.form.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
