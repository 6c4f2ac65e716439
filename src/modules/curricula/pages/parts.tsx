import type { MessageKey, Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { formatNumber } from '#platform/text/index.ts'
import { Alert, Badge, PageHeader, Tabs, type BadgeKind } from '#ui/index.ts'
import type { CourseUnit, UnitGroup } from '../course-unit.ts'
import { electivesOffered, fromTenths, type Violation } from '../rules/structure.ts'
import type { Version, VersionState } from '../version.ts'

const kinds: Record<VersionState, BadgeKind> = {
  draft: 'neutral',
  under_review: 'info',
  appraised: 'info',
  approved: 'primary',
  active: 'success',
  superseded: 'neutral',
  retired: 'neutral',
}

/** Where a version stands, in a word. */
export function StateBadge({ state, t }: { state: VersionState; t: Translate }) {
  return <Badge kind={kinds[state]}>{t.dynamic(`curricula.state.${state}`)}</Badge>
}

/** Decimal text in the reader's form; a dash when there is none. */
export function decimal(value: string | number | null, t: Translate): string {
  return value === null ? '–' : formatNumber(value, t.lang, { atMost: 1 })
}

/** A group of the table; the electives with how much of them is to be chosen. */
export function groupTitle(group: UnitGroup, electiveCredits: string | null, t: Translate): string {
  const title = t(`curricula.group.${group}`)
  return group === 'elective' && electiveCredits !== null
    ? t('curricula.electives.choose', { title, credits: decimal(electiveCredits, t) })
    : title
}

/** How much of the electives is to be chosen, of how much; undefined where the programme does not say. */
export function electiveWords(
  version: Pick<Version, 'elective_credits'>,
  units: readonly CourseUnit[],
  t: Translate,
): string | undefined {
  if (version.elective_credits === null) return undefined
  return t('curricula.electives.of', {
    credits: decimal(version.elective_credits, t),
    offered: fromTenths(electivesOffered(units)),
  })
}

export const versionPath = (id: string, part = '') => `/chuong-trinh/phien-ban/${id}${part && `/${part}`}`

const parts = [
  ['', 'overview'],
  ['mon-hoc', 'units'],
  ['chuan-dau-ra', 'outcomes'],
  ['ma-tran', 'coverage'],
  ['nang-luc-so', 'competence'],
  ['khac-biet', 'difference'],
] as const
export type VersionPart = (typeof parts)[number][1]

/** Head of every page of a version: its name, where it stands, and its parts as tabs. */
export function VersionHeader(props: {
  version: Version
  part: VersionPart
  context: Pick<ViewContext, 't'>
  actions?: preact.ComponentChildren
  lead?: preact.ComponentChildren
}) {
  const { version, part } = props
  const { t } = props.context
  return (
    <>
      <PageHeader
        title={t('curricula.version.title', { name: version.name, number: version.number })}
        state={<StateBadge state={version.state} t={t} />}
        lead={props.lead}
        actions={props.actions}
        breadcrumb={[
          { href: '/chuong-trinh', label: t('curricula.nav') },
          { href: `/chuong-trinh/${version.programme_id}`, label: version.name },
        ]}
        breadcrumbLabel={t('curricula.breadcrumb')}
      />
      <Tabs
        label={t('curricula.version.parts')}
        items={parts
          .filter(([, name]) => name !== 'difference' || version.based_on)
          .map(([path, name]) => ({
            href: versionPath(version.id, path),
            label: t(`curricula.part.${name}` as MessageKey),
            current: name === part,
          }))}
      />
      {version.is_demo && <p class="mt-4 text-sm text-muted">{t('curricula.example')}</p>}
    </>
  )
}

/** What speaks against a version, errors before warnings, each with the text it comes from. */
export function Violations(props: {
  list: readonly Violation[]
  t: Translate
  /** The row a violation is about, as people call it. */
  nameOf?: (unit: string) => string | undefined
}) {
  const { t } = props
  const sorted = props.list.toSorted(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  )
  return (
    <ul class="grid gap-2">
      {sorted.map((one, at) => (
        <li key={at} class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <Badge kind={one.severity}>{t.dynamic(`curricula.severity.${one.severity}`)}</Badge>
          <span>{violationWords(one, t, props.nameOf)}</span>
        </li>
      ))}
    </ul>
  )
}

/** A violation in one sentence: the row, what is wrong, the circular. */
export function violationWords(
  one: Violation,
  t: Translate,
  nameOf?: (unit: string) => string | undefined,
): string {
  const row = one.unit && nameOf?.(one.unit)
  const words = t.dynamic(`curricula.check.${one.key}`, one.params)
  return `${row ? `${row}: ` : ''}${words}${one.citation ? ` (${one.citation})` : ''}`
}

/** The field's props, with the other version in words when somebody else saved first. */
export function shown({ t, form }: ViewContext, name: string, stored?: string | number | null) {
  const { current, ...field } = form.field(name, stored)
  return current === undefined
    ? field
    : { ...field, current: t('curricula.current', { value: current || '–' }) }
}

export function Frozen({ version, t }: { version: Version; t: Translate }) {
  if (version.state === 'draft') return null
  return (
    <div class="mt-6">
      <Alert kind="info" title={t('curricula.frozen.title')}>
        {t(version.decision_no ? 'curricula.frozen.approved' : 'curricula.frozen.waiting')}
      </Alert>
    </div>
  )
}

/** From when to when cohorts begin with a version, and with which cohort it began. */
export function activeWords(
  version: Pick<Version, 'active_from' | 'active_to' | 'cohort'>,
  t: Translate,
): string {
  if (!version.active_from) return '–'
  const { active_from, active_to, cohort } = version
  return t('curricula.active', {
    from: t.date(active_from),
    to: active_to ? t.date(active_to) : 'empty',
    cohort: cohort ?? 'empty',
  })
}
