import { z } from 'zod'
import { definePage, defineForm, type ViewContext } from '#platform/pages/page.ts'
import { DateField, Form, RadioGroup, Section, TextField } from '#ui/index.ts'
import { addRecognition } from '../actions/add-recognition.ts'
import { changeRecognition } from '../actions/change-recognition.ts'
import { recognitionKinds } from '../institution.ts'
import { markOf } from '../mark.ts'
import { listRecognitions, type Recognition } from '../store/details.ts'
import { getInstitution, type Institution } from '../store/record.ts'
import { FormEnd, PeriodFields, SourceField } from './decision-fields.tsx'
import { Recognitions } from './detail-parts.tsx'
import { EditHeader } from './edit-header.tsx'
import { fieldOf } from './field-of.ts'

/** The recognition to change; a new one when left out. */
const Query = z.object({ id: z.uuid().optional().catch(undefined) })

type Data = { institution: Institution; list: Recognition[]; chosen: Recognition | undefined }

const sending = {
  input: (body: Record<string, unknown>, { params }: { params: Record<string, string> }) => ({
    ...body,
    code: params.code,
  }),
  then: ({ code }: { code: string }) => ({ to: `/co-so/${code}`, say: 'institutions.said.changed' }),
}

/** The department records a recognition by its decision, corrects one, or ends one that was withdrawn. */
export const recognitionPage = definePage<Data, { code: string }, z.infer<typeof Query>>({
  path: '/co-so/:code/cong-nhan',
  permission: 'institutions.edit',
  query: Query,
  async load({ db, params, query, today }) {
    const institution = await getInstitution(db, params.code, today)
    const list = await listRecognitions(db, institution.id)
    return { institution, list, chosen: list.find((one) => one.id === query.id) }
  },
  about: ({ institution }) => ({ institution: institution.id }),
  title: (_data, t) => t('institutions.section.recognitions'),
  forms: {
    add: defineForm({ action: addRecognition, ...sending }),
    change: defineForm({ action: changeRecognition, ...sending }),
  },
  view: ({ institution, list, chosen }, context) => {
    const { t, form, today } = context
    const own = `/co-so/${institution.code}/cong-nhan`
    const marks = chosen && { id: chosen.id, seen: markOf(chosen.id, chosen) }
    return (
      <>
        <EditHeader
          institution={institution}
          title={t('institutions.recognition.title', { name: institution.name })}
          current="recognition"
          context={context}
        />
        <Recognitions list={list} today={today} t={t} edit={(id) => `${own}?id=${id}#sua`} />
        <Section
          title={t(chosen ? 'institutions.recognition.change' : 'institutions.recognition.add')}
          id="sua"
          lead={chosen && t('institutions.recognition.change_lead')}
          actions={chosen && <a href={own}>{t('institutions.recognition.add')}</a>}
        >
          <Form hidden={marks ? form.hidden('change', marks) : form.hidden('add')}>
            <RecognitionFields chosen={chosen} context={context} />
            <FormEnd act={t('institutions.form.save')} back={`/co-so/${institution.code}`} t={t} />
          </Form>
        </Section>
      </>
    )
  },
})

function RecognitionFields({ chosen, context }: { chosen: Recognition | undefined; context: ViewContext }) {
  const { t } = context
  const kindName = (code: string) => t.dynamic(`institutions.recognition.${code}`)
  return (
    <>
      <RadioGroup
        {...fieldOf(context, 'kind', chosen?.kind, kindName)}
        label={t('institutions.field.recognition')}
        options={recognitionKinds.map((code) => ({ value: code, label: kindName(code) }))}
      />
      <TextField
        {...fieldOf(context, 'decision_no', chosen?.decision_no)}
        label={t('institutions.field.decision_no')}
        width="half"
      />
      <DateField
        {...fieldOf(context, 'decision_date', t.date(chosen?.decision_date ?? ''))}
        label={t('institutions.field.decision_date')}
        hint={t('institutions.form.day_hint')}
      />
      <TextField
        {...fieldOf(context, 'issuer', chosen?.issuer)}
        label={t('institutions.field.issuer')}
        optional={t('institutions.optional')}
      />
      <PeriodFields
        context={context}
        names={['valid_from', 'valid_to']}
        values={chosen && { valid_from: chosen.valid_from, valid_to: chosen.valid_to }}
        isFirstNeeded
      />
      <SourceField t={t} {...fieldOf(context, 'source')} />
    </>
  )
}
