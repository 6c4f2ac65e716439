import type { ViewContext } from '#platform/pages/page.ts'
import { Button, DateField, FieldSet, FormActions, Select, TextField } from '#ui/index.ts'
import type { AdmissionPlace } from '../store/place.ts'

/** Where and by which decision: the fields of an acceptance, of one application or of many. */
export function AcceptFields({
  places,
  act,
  context: { t, form },
}: {
  places: readonly AdmissionPlace[]
  act: string
  context: ViewContext
}) {
  const cohorts = [...Map.groupBy(places, (place) => place.cohort_id)]
  return (
    <FieldSet legend={t('students.admission.accept.legend')} hint={t('students.admission.accept.hint')}>
      <Select
        {...form.field('cohort', cohorts.length === 1 ? cohorts[0]![0] : undefined)}
        label={t('students.admission.field.cohort')}
        placeholder={t('students.admission.choose')}
        options={cohorts.map(([id, own]) => ({
          value: id,
          label: `${own[0]!.cohort_name} (${t.date(own[0]!.from_date)})`,
        }))}
        width="half"
        required
      />
      <Select
        {...form.field('class_group')}
        label={t('students.admission.field.class')}
        hint={t('students.admission.hint.class')}
        placeholder={t('students.admission.class_later')}
        options={cohorts.flatMap(([, own]) => {
          const classes = own.filter((place) => place.class_group_id)
          return classes.length === 0
            ? []
            : [
                {
                  label: own[0]!.cohort_name,
                  options: classes.map((place) => ({
                    value: place.class_group_id!,
                    label: place.class_code!,
                  })),
                },
              ]
        })}
        width="half"
        optional={t('students.admission.optional')}
      />
      <TextField
        {...form.field('decision_no')}
        label={t('students.admission.field.decision_no')}
        hint={t('students.admission.hint.decision_no')}
        width="half"
        maxlength={60}
        required
      />
      <DateField
        {...form.field('decision_date')}
        label={t('students.admission.field.decision_date')}
        hint={t('students.admission.hint.day')}
        required
      />
      <DateField
        {...form.field('from_date')}
        label={t('students.admission.field.from_date')}
        hint={t('students.admission.hint.from_date')}
        optional={t('students.admission.optional')}
      />
      <FormActions>
        <Button icon="check">{act}</Button>
      </FormActions>
    </FieldSet>
  )
}
