import { z } from 'zod'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Card,
  Cards,
  DateField,
  ErrorSummary,
  FileField,
  Form,
  FormActions,
  PageHeader,
  Section,
  TextField,
} from '#ui/index.ts'
import { answerQuestion, senderOf } from '../answer.ts'
import { resultOf, type PublicFacts } from '../facts.ts'
import { longest, readQuestion, type Typed } from '../question.ts'
import { findByAddress } from '../store/check.ts'
import { openSent, resultOfFile } from '../verdict.ts'
import { CheckAnswer, SeveralAnswers, type Answer } from './answer.tsx'
import { privateHeaders } from './diploma.tsx'

const typed = z
  .string()
  .transform((text) => text.slice(0, 200))
  .optional()
  .catch(undefined)
/** What stands in the address: the question by number, or the sealed verdict on a file. */
const Query = z.object({
  so: typed,
  ten: typed,
  sinh: typed,
  tep: z.string().max(4000).optional().catch(undefined),
})
type Query = z.output<typeof Query>

type Data = {
  typed: Typed
  /** Message keys by field; nothing was looked up. */
  faults: Record<string, string>
  found: Answer | readonly PublicFacts[] | undefined
  now: Date
}
type Context = LoadContext<Record<string, string>, Query>

async function load(context: Context): Promise<Data> {
  const { query, app } = context
  const typed: Typed = { serial: query.so, name: query.ten, birth: query.sinh }
  const nothing = { typed, faults: {}, found: undefined, now: app.clock.now() }
  if (query.tep) return { ...nothing, ...(await aboutFile(context, query.tep)) }
  if (Object.values(typed).every((value) => value === undefined)) return nothing
  const { question, faults } = readQuestion(typed)
  if (!question) return { ...nothing, faults }
  const found = await answerQuestion(app, context.db, question, senderOf(context.actor, context.request))
  if (found.length > 1) return { ...nothing, found }
  const facts = found[0]
  return { ...nothing, found: { by: 'serial', facts, result: facts ? resultOf(facts.state) : 'unknown' } }
}

async function aboutFile({ app, db }: Context, sealed: string): Promise<Pick<Data, 'faults' | 'found'>> {
  const sent = openSent(app, sealed)
  if ('error' in sent) return { faults: { tep: sent.error }, found: undefined }
  const { verdict } = sent
  const facts = verdict.public_id ? await findByAddress(db, verdict.public_id) : undefined
  return { faults: {}, found: { by: 'file', facts, verdict, result: resultOfFile(verdict, facts) } }
}

/** Anybody checks a diploma: by its number and one more fact, or by its file. */
export const checkPage = definePage<Data, Record<string, string>, Query>({
  path: '/van-bang',
  permission: 'public',
  query: Query,
  headers: privateHeaders,
  load,
  title: (_data, t) => t('diplomas.check.title'),
  view: (data, context) => {
    const { t } = context
    const { found, faults } = data
    const isAsked = found !== undefined
    return (
      <>
        <ErrorSummary
          title={t('diplomas.check.error.title')}
          errors={Object.entries(faults).map(([field, key]) => ({
            field: names[field],
            message: t.dynamic(key),
          }))}
        />
        {found &&
          ('result' in found ? (
            <CheckAnswer answer={found} t={t} now={data.now} />
          ) : (
            <SeveralAnswers found={found} t={t} />
          ))}
        <div class={isAsked ? 'mt-12 print:hidden' : undefined}>
          <PageHeader
            title={t(isAsked ? 'diplomas.check.go.again' : 'diplomas.check.title')}
            lead={isAsked ? undefined : t('diplomas.check.lead')}
            level={isAsked ? 2 : 1}
          />
          <SerialForm data={data} t={t} />
          <FileForm fault={faults.tep} t={t} />
          <Section title={t('diplomas.check.more')}>
            <Cards>
              <Card title={t('diplomas.check.more_many')} href="/van-bang/nhieu" level={3}>
                {t('diplomas.check.more_many_text')}
              </Card>
              <Card title={t('diplomas.check.more_offline')} href="/van-bang/bo-kiem-tra.html" level={3}>
                {t('diplomas.check.more_offline_text')}
              </Card>
            </Cards>
          </Section>
        </div>
      </>
    )
  },
})

/** Fields of a question by their names in the address. */
const names: Record<string, string> = { serial: 'so', name: 'ten', birth: 'sinh', tep: 'tep' }

type T = ViewContext['t']

function SerialForm({ data: { typed, faults }, t }: { data: Data; t: T }) {
  const error = (field: string) => (faults[field] ? t.dynamic(faults[field]) : undefined)
  return (
    <Section title={t('diplomas.check.by_serial')} lead={t('diplomas.check.by_serial_lead')}>
      <Form method="get" action="/van-bang">
        <TextField
          name="so"
          label={t('diplomas.check.field.serial')}
          hint={t('diplomas.check.hint.serial')}
          value={typed.serial}
          error={error('serial')}
          width="half"
          maxlength={longest.serial}
          autocomplete="off"
          spellcheck={false}
          required
        />
        <TextField
          name="ten"
          label={t('diplomas.check.field.name')}
          hint={t('diplomas.check.hint.name')}
          optional={t('diplomas.check.optional_name')}
          value={typed.name}
          error={error('name')}
          maxlength={longest.name}
          autocomplete="off"
          spellcheck={false}
        />
        <DateField
          name="sinh"
          label={t('diplomas.check.field.birth')}
          hint={t('diplomas.check.hint.birth')}
          optional={t('diplomas.check.optional')}
          value={typed.birth}
          error={error('birth')}
          autocomplete="off"
        />
        <FormActions>
          <Button icon="search">{t('diplomas.check.ask')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function FileForm({ fault, t }: { fault: string | undefined; t: T }) {
  return (
    <Section title={t('diplomas.check.by_file')} lead={t('diplomas.check.by_file_lead')}>
      <Form multipart action="/van-bang/tep">
        <FileField
          name="tep"
          label={t('diplomas.check.field.file')}
          hint={t('diplomas.check.hint.file')}
          accept=".pdf,.json,.sd-jwt"
          error={fault && t.dynamic(fault)}
          required
        />
        <FormActions>
          <Button icon="upload" kind="secondary">
            {t('diplomas.check.send')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
