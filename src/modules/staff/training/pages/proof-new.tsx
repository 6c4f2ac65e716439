import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Empty,
  FileField,
  Form,
  FormActions,
  NumberField,
  PageHeader,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { proofMaxBody, sendCertificate } from '../actions/outside.ts'
import { listOutside } from '../store/records.ts'
import { Outside } from './mine.tsx'
import { categoryOptions } from './parts.tsx'

/** Sends in a certificate that somebody else issued. */
export const proofNew = definePage({
  path: '/boi-duong/minh-chung',
  permission: 'signed-in',
  maxBody: proofMaxBody,
  async load({ db, actor }) {
    const personId = actor.kind === 'account' ? actor.personId : undefined
    return personId ? { outside: await listOutside(db, personId) } : undefined
  },
  title: (_data, t) => t('staff.training.proof.title'),
  forms: {
    send: defineForm({
      action: sendCertificate,
      then: () => ({ to: '/boi-duong/minh-chung', say: 'staff.training.proof.sent' }),
    }),
  },
  view: (data, context) => {
    const { t, form } = context
    const optional = t('staff.training.optional')
    if (!data)
      return (
        <Empty title={t('staff.training.mine.no_person')}>{t('staff.training.mine.no_person_hint')}</Empty>
      )
    return (
      <>
        <PageHeader
          title={t('staff.training.proof.title')}
          lead={t('staff.training.proof.lead')}
          breadcrumb={[{ href: '/boi-duong/cua-toi', label: t('staff.training.mine.title') }]}
          breadcrumbLabel={t('staff.training.nav')}
        />
        <Form multipart hidden={form.hidden('send')}>
          <TextField {...form.field('course_name')} label={t('staff.training.field.name')} required />
          <Select
            {...form.field('category')}
            label={t('staff.training.field.category')}
            placeholder=""
            options={categoryOptions(t)}
            required
          />
          <TextField {...form.field('issuer')} label={t('staff.training.field.issuer')} required />
          <TextField
            {...form.field('issuer_legal_id')}
            label={t('staff.training.field.issuer_legal_id')}
            hint={t('staff.training.field.issuer_legal_id_hint')}
            optional={optional}
            width="half"
          />
          <TextField
            {...form.field('serial')}
            label={t('staff.training.field.serial')}
            optional={optional}
            width="half"
          />
          <NumberField {...form.field('hours')} label={t('staff.training.field.hours')} decimal required />
          <DateField
            {...form.field('from_date')}
            label={t('staff.training.field.from')}
            hint={t('staff.training.field.day_hint')}
            optional={optional}
          />
          <DateField
            {...form.field('completed_on')}
            label={t('staff.training.field.completed_on')}
            required
          />
          <DateField
            {...form.field('valid_to')}
            label={t('staff.training.field.valid_to')}
            hint={t('staff.training.field.valid_to_hint')}
            optional={optional}
          />
          <TextArea
            {...form.field('content')}
            label={t('staff.training.field.content')}
            optional={optional}
          />
          <FileField
            {...fileProps(form.errors.file)}
            label={t('staff.training.field.file')}
            hint={t('staff.training.field.file_hint')}
            accept=".pdf,.jpg,.jpeg,.png"
            required
          />
          <FormActions>
            <Button icon="send">{t('staff.training.proof.send')}</Button>
          </FormActions>
        </Form>
        <Outside outside={data.outside} context={context} />
      </>
    )
  },
})

function fileProps(error: string | undefined): { name: string; error?: string } {
  return error ? { name: 'file', error } : { name: 'file' }
}
