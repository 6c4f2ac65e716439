import { parseInput } from '#platform/actions/run.ts'
import { AppError } from '#platform/errors.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { queryInput } from '#platform/pages/query.ts'
import { ErrorSummary, PageHeader } from '#ui/index.ts'
import { addChecklist } from '../actions/set-checklist.ts'
import { ChecklistInput, lateStart, type Checklist } from '../checklist.ts'
import { previewChecklist, type ChecklistEffect } from '../measures.ts'
import { listChecklists } from '../store/checklists.ts'
import { ChecklistCheck } from './checklist-check.tsx'
import { ChecklistForm } from './checklist-form.tsx'

export type ChecklistNewData = {
  last: Checklist | undefined
  /** What was typed so far; it travels in the address until it is added. */
  answers: Record<string, string> | undefined
  errors: Record<string, string>
  /** Everything is filled in: look it over. */
  ready: { checklist: ChecklistInput; effect: ChecklistEffect } | undefined
}

/** Adds a checklist: first the form, then the answers and which schools they change, then the record. */
export const checklistNew = definePage({
  path: '/danh-muc-ha-tang/moi',
  permission: 'institutions.set-infrastructure-rule',
  async load({ db, request, t }): Promise<ChecklistNewData> {
    const [last] = await listChecklists(db)
    const { buoc, ...sent } = queryInput(new URL(request.url))
    const isSent = buoc !== undefined || Object.keys(sent).length > 0
    if (!isSent) return { last, answers: undefined, errors: {}, ready: undefined }
    const answers = Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [name, [value].flat()[0] ?? '']),
    )
    const { checklist, errors } = read(answers, last, t.lang)
    const ready =
      checklist && buoc === 'xem-lai'
        ? { checklist, effect: await previewChecklist(db, checklist.from_date, checklist.items) }
        : undefined
    return { last, answers, errors, ready }
  },
  about: () => ({ province: true }),
  title: (_data, t) => t('institutions.checklist.new'),
  forms: {
    add: defineForm({
      action: addChecklist,
      then: () => ({ to: '/danh-muc-ha-tang', say: 'institutions.checklist.saved' }),
    }),
  },
  view: (data, context) => <ChecklistNew data={data} context={context} />,
})

function ChecklistNew({ data, context }: { data: ChecklistNewData; context: ViewContext }) {
  const { t, form } = context
  const isReady = data.ready !== undefined && !form.sent
  return (
    <>
      <PageHeader
        title={t(isReady ? 'institutions.checklist.check' : 'institutions.checklist.new')}
        lead={t(isReady ? 'institutions.checklist.check_lead' : 'institutions.checklist.new_lead')}
        breadcrumb={[
          { href: '/co-so', label: t('institutions.list.title') },
          { href: '/danh-muc-ha-tang', label: t('institutions.checklist.title') },
        ]}
        breadcrumbLabel={t('institutions.breadcrumb')}
      />
      {isReady ? (
        <ChecklistCheck data={data} context={context} />
      ) : (
        <>
          <ErrorSummary
            title={t('platform.error.invalid')}
            errors={Object.entries(data.errors).map(([field, words]) => ({
              field,
              message: t.dynamic(words),
            }))}
          />
          <ChecklistForm data={data} context={context} />
        </>
      )}
    </>
  )
}

function read(
  answers: Record<string, string>,
  last: Checklist | undefined,
  lang: 'vi' | 'en',
): { checklist?: ChecklistInput; errors: Record<string, string> } {
  try {
    const checklist = parseInput(ChecklistInput, answers, lang)
    const late = lateStart(checklist, last)
    return late ? { errors: late } : { checklist, errors: {} }
  } catch (error) {
    if (error instanceof AppError) return { errors: error.fields ?? {} }
    throw error
  }
}
