import { definePage, defineForm } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  Section,
  TextField,
} from '#ui/index.ts'
import { addRecognition } from '../actions/add-recognition.ts'
import { recognitionKinds } from '../institution.ts'
import { listRecognitions, type Recognition } from '../store/details.ts'
import { getInstitution, type Institution } from '../store/record.ts'
import { Recognitions } from './detail-parts.tsx'
import { fieldOf, PartTabs } from './part-form.tsx'

/** The department records a recognition by its decision. */
export const recognitionPage = definePage<
  { institution: Institution; list: Recognition[] },
  { code: string }
>({
  path: '/co-so/:code/cong-nhan',
  permission: 'institutions.edit',
  async load({ db, params, today }) {
    const institution = await getInstitution(db, params.code, today)
    return { institution, list: await listRecognitions(db, institution.id) }
  },
  about: ({ institution }) => ({ institution: institution.id }),
  title: (_data, t) => t('institutions.section.recognitions'),
  forms: {
    add: defineForm({
      action: addRecognition,
      input: (body, { params }) => ({ ...body, code: params.code }),
      then: ({ code }) => ({ to: `/co-so/${code}`, say: 'institutions.said.changed' }),
    }),
  },
  view: ({ institution, list }, context) => {
    const { t, form, today } = context
    const kindName = (code: string) => t.dynamic(`institutions.recognition.${code}`)
    return (
      <>
        <PageHeader
          title={t('institutions.recognition.title', { name: institution.name })}
          breadcrumb={[
            { href: '/co-so', label: t('institutions.list.title') },
            { href: `/co-so/${institution.code}`, label: institution.name },
          ]}
          breadcrumbLabel={t('institutions.breadcrumb')}
        />
        <PartTabs code={institution.code} current="recognition" context={context} />
        <Recognitions list={list} today={today} t={t} />
        <Section title={t('institutions.recognition.add')}>
          <Form hidden={form.hidden('add')}>
            <RadioGroup
              {...fieldOf(context, 'kind', '', kindName)}
              label={t('institutions.field.recognition')}
              options={recognitionKinds.map((code) => ({ value: code, label: kindName(code) }))}
            />
            <TextField
              {...fieldOf(context, 'decision_no', '')}
              label={t('institutions.field.decision')}
              width="half"
            />
            <DateField
              {...fieldOf(context, 'decision_date', '')}
              label={t('institutions.field.decision_date')}
              hint={t('institutions.form.day_hint')}
            />
            <TextField
              {...fieldOf(context, 'issuer', '')}
              label={t('institutions.field.issuer')}
              optional={t('institutions.optional')}
            />
            <DateField {...fieldOf(context, 'valid_from', '')} label={t('institutions.field.from')} />
            <DateField
              {...fieldOf(context, 'valid_to', '')}
              label={t('institutions.field.to')}
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
        </Section>
      </>
    )
  },
})
