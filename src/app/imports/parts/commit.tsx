import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Checkbox, Form, FormActions, LinkButton, Section } from '#ui/index.ts'
import type { BatchData } from '../pages/batch.tsx'

/** What writing the batch will do, in words, and the one button. */
export function CommitSection({ data, context }: { data: BatchData; context: ViewContext }) {
  const { row, spec } = data
  const { t, form } = context
  const {
    write_new: made = 0,
    write_change: changed = 0,
    same = 0,
    error = 0,
    left = 0,
    undecided = 0,
    skipped = {},
  } = row.counts
  const total = made + changed
  const outside = Object.entries(skipped).map(([why, count]) =>
    t.dynamic(`imports.skipped.${why}`, { count }),
  )
  return (
    <Section title={t('imports.commit.title')} id="ghi">
      <ul class="bullets mb-4">
        <li>{t('imports.commit.made', { count: made })}</li>
        <li>{t('imports.commit.changed', { count: changed })}</li>
        {same > 0 && <li>{t('imports.commit.same', { count: same })}</li>}
        {left > 0 && <li>{t('imports.commit.left', { count: left })}</li>}
        {error > 0 && <li>{t('imports.commit.error', { count: error })}</li>}
        {outside.length > 0 && <li>{t('imports.commit.outside', { list: outside.join(', ') })}</li>}
      </ul>
      {undecided > 0 && (
        <Alert
          kind="warning"
          title={t('imports.commit.undecided', { count: undecided })}
          actions={
            <LinkButton href={`/nhap-du-lieu/${row.id}?loai=doubt`} kind="secondary">
              {t('imports.commit.decide')}
            </LinkButton>
          }
        />
      )}
      {total === 0 && undecided === 0 && <Alert kind="info" title={t('imports.commit.nothing')} />}
      {total > 0 && undecided === 0 && (
        <Form hidden={form.hidden(`${spec.kind}.commit`)}>
          {error > 0 && (
            <Checkbox
              name="leave_errors"
              label={t('imports.commit.leave', { count: error })}
              error={form.errors.leave_errors}
              hint={t('imports.commit.leave_hint')}
            />
          )}
          <FormActions>
            <Button icon="save">{t('imports.commit.go', { count: total })}</Button>
          </FormActions>
        </Form>
      )}
    </Section>
  )
}
