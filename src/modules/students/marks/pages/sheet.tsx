import { z } from 'zod'
import { may } from '#platform/access.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Badge, Button, Empty, Form, Menu, PageHeader } from '#ui/index.ts'
import { mayTeach, sectionGrant } from '../../store/section.ts'
import { stateKind } from '../../teaching/pages/section/section-words.tsx'
import { addColumn, editColumn, openSheet } from '../actions/columns.ts'
import { openSitting, postSheet, returnSheet, submitSheet } from '../actions/posting.ts'
import { saveMarks } from '../actions/save-marks.ts'
import { findAnomalies } from '../anomaly.ts'
import { readSection, sheetLock } from '../sheet.ts'
import { getRules } from '../../store/policy.ts'
import { judgeSheet, readSheet } from '../store/sheet.ts'
import { ColumnForms } from './columns.tsx'
import { MarkGrid } from './grid.tsx'
import { Closing } from './closing.tsx'

const ofSection = (body: Record<string, unknown>, { params }: { params: Record<string, string> }) => ({
  ...body,
  section: params.section,
})
const back = (say: string) => (result: { section: string }) => ({ to: `/bang-diem/${result.section}`, say })

/** The mark sheet of a section: marks by learner and column, what they make, and the way to the posted results. */
export const markSheet = definePage({
  path: '/bang-diem/:section',
  permission: 'signed-in',
  params: z.object({ section: z.uuid() }),
  island: 'students/mark-grid',
  load: loadSheet,
  title: ({ section }, t) => t('students.marks.sheet.title', { section: section.name, code: section.code }),
  looks: ({ lines, grantId }) => ({
    subject: 'people.person',
    ids: lines.map((line) => line.person_id),
    grantId,
  }),
  forms: {
    save: defineForm({ action: saveMarks, input: ofSection, then: back('students.marks.said.saved') }),
    open: defineForm({ action: openSheet, input: ofSection, then: back('students.marks.said.opened') }),
    'add-column': defineForm({
      action: addColumn,
      input: ofSection,
      then: back('students.marks.said.column'),
    }),
    'edit-column': defineForm({
      action: editColumn,
      input: ofSection,
      then: (result) =>
        back(result.isGone ? 'students.marks.said.column_gone' : 'students.marks.said.column_changed')(
          result,
        ),
    }),
    submit: defineForm({
      action: submitSheet,
      input: ofSection,
      then: back('students.marks.said.submitted'),
    }),
    return: defineForm({ action: returnSheet, input: ofSection, then: back('students.marks.said.returned') }),
    post: defineForm({
      action: postSheet,
      input: ofSection,
      then: (result) => ({ ...back('students.marks.said.posted')(result), params: { count: result.count } }),
    }),
    sitting: defineForm({ action: openSitting, input: ofSection, then: back('students.marks.said.sitting') }),
  },
  // 60 learners and 30 columns, each cell with its address.
  maxBody: 2 * 1024 * 1024,
  view: (data, context) => {
    const { section, lines, columns, lock } = data
    const { t } = context
    return (
      <>
        <Header data={data} context={context} />
        {section.return_reason && section.state === 'open' && (
          <Alert kind="warning" title={t('students.marks.returned')}>
            {section.return_reason}
          </Alert>
        )}
        {lock && (
          <Alert kind="info" title={t('students.marks.locked')}>
            {t.dynamic(lock)}
          </Alert>
        )}
        {lines.length === 0 ? (
          <Empty title={t('students.marks.nobody')}>{t('students.marks.nobody_hint')}</Empty>
        ) : columns.length === 0 ? (
          <FirstOpening data={data} context={context} />
        ) : (
          <>
            <MarkGrid data={data} context={context} />
            {!lock && <ColumnForms data={data} context={context} />}
            <Closing data={data} context={context} />
          </>
        )}
      </>
    )
  },
})

export type SheetData = Awaited<ReturnType<typeof loadSheet>>

async function loadSheet({ db, actor, params, today }: LoadContext<{ section: string }>) {
  const section = await readSection(db, params.section, { actor, today })
  const policy = await getRules(db, section.grading_policy_id)
  const sheet = await readSheet(db, section, today)
  const lines = judgeSheet(policy, section, sheet)
  const place = { institution: section.institution_id }
  return {
    section,
    policy,
    columns: sheet.columns,
    lines,
    anomalies: sheet.columns.length > 0 ? findAnomalies(policy, sheet.columns, lines) : [],
    lock: sheetLock(section, actor),
    teaches: mayTeach(actor, section),
    grantId: sectionGrant(actor, section),
    isOffice: may(actor, 'students.edit', place),
    mayImport: may(actor, 'students.import', place),
  }
}

function Header({
  data: { section, teaches, mayImport },
  context: { t },
}: {
  data: SheetData
  context: ViewContext
}) {
  const path = `/bang-diem/${section.id}`
  return (
    <PageHeader
      title={t('students.marks.sheet.heading', { section: section.name })}
      lead={[section.code, section.class_code, section.term_name].filter(Boolean).join(' · ')}
      state={
        <Badge kind={stateKind[section.state]}>{t.dynamic(`students.marks.state.${section.state}`)}</Badge>
      }
      breadcrumb={[
        { href: '/bang-diem', label: t('students.marks.list.title') },
        { href: `/lop-hoc-phan/${section.id}`, label: section.code },
      ]}
      breadcrumbLabel={t('students.marks.list.title')}
      actions={
        teaches && (
          <Menu
            label={t('students.marks.files')}
            icon="print"
            end
            items={[
              { href: `${path}/bang-diem.pdf`, label: t('students.marks.doc.sheet') },
              { href: `${path}/du-dieu-kien.pdf`, label: t('students.marks.doc.eligibility') },
              { href: `${path}/nop-bai.pdf`, label: t('students.marks.doc.hand_in') },
              { href: `${path}/mau-nhap.xlsx`, label: t('students.marks.template') },
              ...(mayImport
                ? [{ href: '/nhap-du-lieu/marks', label: t('students.marks.import.title') }]
                : []),
            ]}
          />
        )
      }
    />
  )
}

function FirstOpening({
  data: { lock, policy },
  context: { t, form },
}: {
  data: SheetData
  context: ViewContext
}) {
  return (
    <Empty title={t('students.marks.first.title')}>
      <p>
        {t('students.marks.first.hint', {
          regular: Math.max(policy.tests.min_regular, 1),
          periodic: Math.max(policy.tests.min_periodic, 1),
          document: policy.document,
        })}
      </p>
      {!lock && (
        <div class="mt-3">
          <Form bare hidden={form.hidden('open')}>
            <Button>{t('students.marks.first.act')}</Button>
          </Form>
        </div>
      )}
    </Empty>
  )
}
