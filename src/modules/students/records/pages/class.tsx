import { z } from 'zod'
import { WhyVisible } from '#modules/identity/index.ts'
import { institutionNames } from '#modules/institutions/index.ts'
import { birthText } from '#modules/people/index.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Button, Facts, Form, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import type { ClassGroup } from '../class-group.ts'
import { getClass, listClassLines, type ClassLine } from '../store/class-group.ts'
import { levelText, StateBadge } from './parts.tsx'

const tickForm = 'chon-nguoi-hoc'

/** One class: its roster by name, printed on A4; learners ticked go on to a change for all of them. */
export const classDetail = definePage({
  path: '/lop/:id',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const group = await getClass(db, params.id)
    return {
      group,
      lines: await listClassLines(db, group.id),
      school: (await institutionNames(db, [group.institution_id], today)).get(group.institution_id),
    }
  },
  about: ({ group }) => ({ institution: group.institution_id }),
  looks: ({ lines }) => ({ subject: 'people.person', ids: lines.map((line) => line.person_id) }),
  title: ({ group }, t) => t('students.class.named', { code: group.code }),
  view: ({ group, lines, school }, context) => {
    const { t, may } = context
    const about = { institution: group.institution_id }
    const here = lines.filter((line) => line.state === 'studying')
    const others = lines.filter((line) => line.state !== 'studying')
    return (
      <>
        <PageHeader
          title={t('students.class.named', { code: group.code })}
          count={t.number(here.length)}
          lead={`${group.programme_name} · ${levelText(group.level, t)}`}
          breadcrumb={[
            { href: '/lop', label: t('students.class.title') },
            {
              href: `/khoa/${group.cohort_id}`,
              label: t('students.cohort.named', { name: group.cohort_name }),
            },
          ]}
          breadcrumbLabel={t('students.crumbs')}
          actions={<Acts group={group} context={context} />}
        />
        <Facts
          items={[
            { label: t('students.field.institution'), value: school ?? '–' },
            {
              label: t('students.class.homeroom'),
              value: group.homeroom_name ?? t('students.class.no_homeroom'),
            },
            ...(group.name ? [{ label: t('students.class.name'), value: group.name }] : []),
          ]}
        />
        <Section title={t('students.class.roster')}>
          <Roster lines={here} mayChange={may('students.edit', about)} context={context} />
        </Section>
        {may('students.edit', about) && here.length > 0 && <ChangeForm group={group} context={context} />}
        {others.length > 0 && (
          <Section title={t('students.class.others')}>
            <Roster lines={others} mayChange={false} context={context} />
          </Section>
        )}
        <div class="mt-8 print:hidden">
          <WhyVisible context={context} permission="students.read" about={about} areaName={school} />
        </div>
      </>
    )
  },
})

function Acts({ group, context: { t, may } }: { group: ClassGroup; context: ViewContext }) {
  if (!may('students.edit', { institution: group.institution_id })) return null
  return (
    <>
      <LinkButton href={`/hoc-sinh/moi?lop=${group.id}`}>{t('students.learner.new')}</LinkButton>
      <LinkButton kind="secondary" href={`/lop/${group.id}/sua`}>
        {t('students.form.edit')}
      </LinkButton>
      <LinkButton kind="ghost" href={`/xet-tien-do/khoa/${group.cohort_id}?lop=${group.id}`}>
        {t('students.progression.nav')}
      </LinkButton>
      <LinkButton kind="ghost" icon="print" href={`/lop/${group.id}/bang-diem-toan-khoa`}>
        {t('students.graduation.transcript')}
      </LinkButton>
    </>
  )
}

function Roster({
  lines,
  mayChange,
  context: { t },
}: {
  lines: readonly ClassLine[]
  mayChange: boolean
  context: ViewContext
}) {
  const numbers = new Map(lines.map((line, at) => [line.id, at + 1]))
  return (
    <Table
      caption={t('students.class.roster')}
      rows={lines}
      rowKey={(line) => line.id}
      rowHref={(line) => `/hoc-sinh/${line.learner_id}`}
      {...(mayChange
        ? {
            select: {
              name: 'id',
              value: (line: ClassLine) => line.id,
              label: (line: ClassLine) => t('students.class.tick', { name: line.full_name }),
              columnLabel: t('students.class.ticked'),
              form: tickForm,
            },
          }
        : {})}
      columns={[
        { key: 'full_name', label: t('people.field.full_name') },
        {
          key: 'number',
          label: t('students.class.number'),
          align: 'end',
          render: (line) => numbers.get(line.id) ?? '',
        },
        { key: 'code', label: t('students.learner.code') },
        { key: 'birth', label: t('people.field.birth'), render: (line) => birthText(line) || '–' },
        {
          key: 'sex',
          label: t('people.field.sex'),
          render: (line) => (line.sex ? t.dynamic(`people.sex.${line.sex}`) : '–'),
        },
        { key: 'phone', label: t('people.field.phone'), render: (line) => line.phone ?? '–' },
        {
          key: 'state',
          label: t('students.field.state'),
          render: (line) => <StateBadge state={line.state} t={t} />,
        },
      ]}
      empty={<p class="text-muted">{t('students.class.nobody')}</p>}
    />
  )
}

function ChangeForm({ group, context: { t } }: { group: ClassGroup; context: ViewContext }) {
  return (
    <div class="print:hidden">
      <Section title={t('students.class.change')} lead={t('students.class.change_lead')}>
        <Form
          id={tickForm}
          method="get"
          action={`/lop/${group.id}/thay-doi`}
          bare
          label={t('students.class.change')}
        >
          <div class="flex flex-wrap gap-3">
            <Button kind="secondary" name="loai" value="chuyen-lop">
              {t('students.change.act.change_class')}
            </Button>
            <Button kind="secondary" name="loai" value="thoi-hoc">
              {t('students.change.act.withdraw')}
            </Button>
          </div>
        </Form>
      </Section>
    </div>
  )
}
