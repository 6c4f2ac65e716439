import type { FailureView } from '#platform/http/fail.ts'
import {
  Alert,
  Button,
  Facts,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  SearchBox,
  Section,
} from '#ui/index.ts'

/** The page of any failure: what happened, and the way out. */
export const failureView: FailureView = ({ failure, t, retry, waiting }) => (
  <>
    <PageHeader
      title={t(failure.status === 404 ? 'app.error.not_found' : 'app.error.title')}
      lead={t.dynamic(failure.key, failure.params)}
    />
    {failure.status === 404 && (
      <SearchBox action="/tim" label={t('app.search.hint')} button={t('app.search')} large idPrefix="main" />
    )}
    {waiting && (
      <Alert
        kind="warning"
        title={t.dynamic(waiting.key)}
        actions={<LinkButton href={waiting.href}>{t('app.error.first')}</LinkButton>}
      />
    )}
    {retry && (
      <Section title={t('app.error.kept')}>
        <Facts
          items={Object.entries(retry.values).map(([label, value]) => ({ label, value: String(value) }))}
        />
        <Form action={retry.path} hidden={{ _form: retry.form }}>
          {Object.entries(retry.values).flatMap(([name, value]) =>
            [value].flat().map((one) => <input key={name + one} type="hidden" name={name} value={one} />),
          )}
          <FormActions>
            <Button>{t('app.error.retry')}</Button>
          </FormActions>
        </Form>
      </Section>
    )}
    <FormActions>
      <LinkButton href="/" kind="secondary">
        {t('app.error.home')}
      </LinkButton>
    </FormActions>
  </>
)
