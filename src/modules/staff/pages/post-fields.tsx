import { fieldProps } from '#modules/people/index.ts'
import { dayText } from '#platform/forms/typed.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import {
  Checkbox,
  CheckboxGroup,
  Combobox,
  DateField,
  FieldSet,
  RadioGroup,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { contracts, managerTitles, roles, taughtLevels, type Post } from '../post.ts'

/** The fields of a post in a form; without `post`, of a new one. */
export function PostFormFields({ post, context }: { post?: Post; context: ViewContext }) {
  const { t, form } = context
  const optional = t('people.form.optional')
  const levels = form.sent ? [form.values['levels[]'] ?? []].flat() : (post?.levels ?? [])
  const isTeaching = form.sent ? form.values.also_teaches === 'true' : post?.also_teaches
  return (
    <>
      <RadioGroup
        {...fieldProps(context, 'role', post?.role, post && t.dynamic(`staff.role.${post.role}`))}
        label={t('staff.field.role')}
        options={roles.map((value) => ({ value, label: t.dynamic(`staff.role.${value}`) }))}
        required
        inline
      />
      <Combobox
        {...fieldProps(context, 'title', post?.title)}
        label={t('staff.field.title')}
        hint={t('staff.hint.title')}
        options={managerTitles.map((value) => ({ value }))}
        optional={optional}
      />
      <RadioGroup
        {...fieldProps(
          context,
          'contract',
          post?.contract,
          post?.contract ? t.dynamic(`staff.contract.${post.contract}`) : '',
        )}
        label={t('staff.field.contract')}
        options={contracts.map((value) => ({ value, label: t.dynamic(`staff.contract.${value}`) }))}
      />
      <DateField
        {...fieldProps(context, 'from_date', dayText(post?.from_date))}
        label={t('staff.field.from_date')}
        hint={t('staff.hint.from_date')}
        optional={optional}
      />
      <FieldSet legend={t('staff.form.teaching')}>
        <Checkbox name="also_teaches" label={t('staff.field.also_teaches')} checked={isTeaching} />
        <TextArea
          {...fieldProps(context, 'occupations', post?.occupations.join('\n'))}
          label={t('staff.field.occupations')}
          hint={t('staff.hint.occupations')}
          optional={optional}
          rows={3}
        />
        <CheckboxGroup
          name="levels[]"
          label={t('staff.field.levels')}
          options={taughtLevels.map((value) => ({ value, label: t.dynamic(`staff.taught.${value}`) }))}
          values={levels}
        />
        <TextField
          {...fieldProps(context, 'general_subject', post?.general_subject)}
          label={t('staff.field.general_subject')}
          optional={optional}
          maxlength={200}
        />
      </FieldSet>
      {post && (
        <FieldSet legend={t('staff.form.leaving')} hint={t('staff.form.leaving_hint')}>
          <DateField
            {...fieldProps(context, 'to_date', dayText(post.to_date))}
            label={t('staff.field.to_date')}
            optional={optional}
          />
          <TextField
            {...fieldProps(context, 'leave_reason', post.leave_reason)}
            label={t('staff.field.leave_reason')}
            optional={optional}
            maxlength={200}
          />
        </FieldSet>
      )}
    </>
  )
}
