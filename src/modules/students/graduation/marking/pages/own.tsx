import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Empty, FieldMessages, Form, FormActions, PageHeader, Table } from '#ui/index.ts'
import { getOwnSheet, handInMarks, markPapers, type OwnSheet } from '../actions/mark-papers.ts'
import type { OwnPaper } from '../marking.ts'

/** A marker's sheet: papers by code (or name), own marks alone; handed in when every paper has one. */
export const markerSheet = definePage({
  path: '/cham-thi/:id',
  permission: 'students.teach',
  params: z.object({ id: z.uuid() }),
  load: ({ db, params, actor }) => getOwnSheet(db, params.id, actor),
  about: ({ marking, marker }) => ({
    institution: marking.institution_id,
    person: marker.marker_person_id,
  }),
  looks: ({ papers }) => ({
    subject: 'people.person',
    ids: papers.flatMap((paper) => paper.person_id ?? []),
  }),
  title: ({ marking }, t) => titleOf(marking, t),
  forms: {
    save: defineForm({
      action: markPapers,
      then: ({ marking, written }) => ({
        to: `/cham-thi/${marking}`,
        say: 'students.graduation.exam.saved',
        params: { count: written },
      }),
    }),
    hand: defineForm({
      action: handInMarks,
      then: ({ marking }) => ({ to: `/cham-thi/${marking}`, say: 'students.marking.handed_in_now' }),
    }),
  },
  view: (sheet, context) => {
    const { t } = context
    const { marking, marker, papers } = sheet
    const isEnded = marking.state !== 'open' || marker.handed_in_at !== null
    return (
      <>
        <PageHeader
          title={titleOf(marking, t)}
          lead={t(
            marker.is_third
              ? 'students.marking.own.lead_third'
              : marking.is_blind
                ? 'students.marking.own.lead_blind'
                : 'students.marking.own.lead',
          )}
          breadcrumb={[{ href: '/', label: t('students.marking.today') }]}
          breadcrumbLabel={t('students.crumbs')}
        />
        {marker.handed_in_at && (
          <Alert
            kind="success"
            title={t('students.marking.own.handed_in', { at: t.dateTime(marker.handed_in_at) })}
          />
        )}
        {papers.length === 0 ? (
          <Empty title={t('students.marking.own.none')} />
        ) : isEnded ? (
          <Papers sheet={sheet} render={(paper) => shown(paper, t)} t={t} />
        ) : (
          <Entry sheet={sheet} context={context} />
        )}
      </>
    )
  },
})

const titleOf = ({ kind, cohort_name, sitting }: OwnSheet['marking'], t: ViewContext['t']): string =>
  t('students.marking.own.title', {
    part: t.dynamic(`students.graduation.exam.${kind}`),
    cohort: cohort_name,
    sitting,
  })

const shown = (paper: OwnPaper, t: ViewContext['t']): string =>
  paper.value === null ? '–' : t.lang === 'vi' ? paper.value.replace('.', ',') : paper.value

function Papers({
  sheet: { marking, papers },
  render,
  t,
}: {
  sheet: OwnSheet
  render: (paper: OwnPaper) => ReturnType<typeof FieldMessages> | string
  t: ViewContext['t']
}) {
  return (
    <Table
      caption={t('students.marking.papers')}
      rows={papers}
      rowKey={(paper) => paper.id}
      columns={[
        {
          key: 'paper',
          label: t(marking.is_blind ? 'students.marking.code' : 'people.field.full_name'),
          render: (paper) => paper.full_name ?? paper.code,
        },
        { key: 'mark', label: t('students.graduation.exam.mark'), render },
      ]}
    />
  )
}

function Entry({ sheet, context }: { sheet: OwnSheet; context: ViewContext }) {
  const { t, form } = context
  const { marking, papers } = sheet
  const seen = Object.fromEntries(
    papers.flatMap((paper) => (paper.version > 0 ? [[`seen.${paper.id}`, paper.version]] : [])),
  )
  const left = papers.filter((paper) => paper.value === null).length
  return (
    <>
      <Form
        hidden={{ ...form.hidden('save', seen), marking: marking.id }}
        label={t('students.marking.own.enter')}
      >
        <p class="mb-3 text-sm text-muted">{t('students.marking.own.legend')}</p>
        <Papers sheet={sheet} render={(paper) => <Cell paper={paper} context={context} />} t={t} />
        <FormActions>
          <Button>{t('students.graduation.exam.save')}</Button>
        </FormActions>
      </Form>
      {left === 0 ? (
        <Form
          bare
          hidden={{ ...form.hidden('hand'), marking: marking.id }}
          label={t('students.marking.own.hand_in')}
        >
          <p class="mt-6 mb-3 max-w-prose">{t('students.marking.own.hand_in_lead')}</p>
          <Button kind="secondary">{t('students.marking.own.hand_in')}</Button>
        </Form>
      ) : (
        <p class="mt-6 text-muted">{t('students.marking.own.left', { count: left })}</p>
      )}
    </>
  )
}

function Cell({ paper, context: { form, t } }: { paper: OwnPaper; context: ViewContext }) {
  const { name, value, error, current } = form.field(
    `marks.${paper.id}`,
    (paper.value ?? '').replace('.', ','),
  )
  const id = `bai-${paper.id}`
  return (
    <>
      <input
        class="input input-short"
        id={id}
        name={name}
        value={value}
        inputMode="decimal"
        autocomplete="off"
        maxLength={20}
        aria-label={t('students.graduation.exam.cell', { name: paper.full_name ?? paper.code })}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      <FieldMessages
        id={id}
        error={error}
        current={
          current === undefined ? undefined : t('students.graduation.exam.now', { value: current || '–' })
        }
      />
    </>
  )
}
