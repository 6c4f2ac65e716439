import { definePage, defineForm } from '#platform/pages/page.ts'
import { DateField, Form, RadioGroup } from '#ui/index.ts'
import { setStanding } from '../actions/set-standing.ts'
import { getInstitution, type Institution } from '../store/record.ts'
import { DecisionField, FormEnd, SourceField } from './decision-fields.tsx'
import { EditHeader } from './edit-header.tsx'
import { fieldOf } from './field-of.ts'

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
        <EditHeader
          institution={institution}
          title={t('institutions.standing.title', { name: institution.name })}
          lead={t('institutions.standing.lead')}
          current="standing"
          context={context}
        />
        <Form hidden={form.hidden('save', { version: institution.version })}>
          <RadioGroup
            {...fieldOf(context, 'status', institution.status, statusName)}
            label={t('institutions.field.status')}
            options={choices.map((code) => ({ value: code, label: statusName(code) }))}
          />
          <DateField
            {...fieldOf(context, 'on_date')}
            label={t('institutions.standing.since')}
            hint={t('institutions.standing.since_hint')}
            optional={t('institutions.optional')}
          />
          <DecisionField t={t} {...fieldOf(context, 'decision_no')} isOptional />
          <SourceField t={t} {...fieldOf(context, 'source')} />
          <FormEnd act={t('institutions.form.save')} back={`/co-so/${institution.code}`} t={t} />
        </Form>
      </>
    )
  },
})
