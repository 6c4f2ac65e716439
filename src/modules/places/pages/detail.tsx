import { z } from 'zod'
import type { Translate } from '#platform/i18n/index.ts'
import { notFound } from '#platform/errors.ts'
import { definePage } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Facts,
  LinkButton,
  PageHeader,
  Section,
  Split,
  Table,
  Timeline,
  type Fact,
  type TimelineEntry,
} from '#ui/index.ts'
import { UnitName } from '../address.tsx'
import { drawOutline, type Outline } from '../boundary.ts'
import { findBoundary } from '../store/boundaries.ts'
import { unitsNow, type PlacedUnit, type ThenAndNow } from '../store/follow.ts'
import { listBearers, listChildren, listRelatives, type Relative } from '../store/units.ts'
import { dayAfter, isInForce, unitAround, type Unit } from '../unit.ts'
import { codeOf, periodOf, unitHref } from '../words-of-units.ts'
import { dayInQuery } from './list.tsx'

type Data = {
  unit: Unit
  on: string
  place: ThenAndNow
  before: Relative[]
  after: Relative[]
  /** Every unit that bore the code. */
  bearers: Unit[]
  children: Unit[]
  childrenOn: string
  boundary: { outline: Outline; source: string; importedAt: Date } | undefined
}

/** One unit as it was on a day: what it was made of, what it became, and the other units of its code. */
export const unitDetail = definePage({
  path: '/dia-ban/:code',
  permission: 'public',
  params: z.object({ code: z.string().max(60) }),
  query: z.object({ ngay: dayInQuery }),
  async load({ db, params, query, today }): Promise<Data> {
    const on = query.ngay ?? today
    const bearers = await listBearers(db, params.code)
    const unit = unitAround(bearers, on)
    if (!unit) throw notFound()
    const childrenOn = isInForce(unit, on) ? on : (unit.to_date ?? unit.from_date)
    const stored = await findBoundary(db, unit.id)
    return {
      unit,
      on,
      place: (await unitsNow(db, [unit.id], today)).get(unit.id)!,
      ...(await listRelatives(db, unit.id)),
      bearers,
      children: unit.kind === 'commune' ? [] : await listChildren(db, unit.code, childrenOn),
      childrenOn,
      boundary: stored && {
        outline: drawOutline(stored.geometry),
        source: stored.source,
        importedAt: stored.imported_at,
      },
    }
  },
  title: ({ unit }) => unit.name,
  view: (data, { t }) => (
    <>
      <PageHeader
        title={data.unit.name}
        state={
          data.unit.to_date && <Badge>{t('places.detail.ended', { day: t.date(data.unit.to_date) })}</Badge>
        }
        lead={leadOf(data, t)}
        breadcrumb={[{ href: '/dia-ban', label: t('places.nav') }]}
        breadcrumbLabel={t('places.detail.way')}
        actions={
          <LinkButton kind="secondary" href={`/dia-ban?ngay=${data.on}`}>
            {t('places.detail.list', { day: t.date(data.on) })}
          </LinkButton>
        }
      />
      {!isInForce(data.unit, data.on) && <OtherDay data={data} t={t} />}
      <Split asideLabel={t('places.detail.aside')} aside={<Aside data={data} t={t} />}>
        <Facts items={factsOf(data, t)} />
        <Relatives
          title={t(isRenamed(data.before) ? 'places.detail.before_one' : 'places.detail.before')}
          list={data.before}
          known={data.unit.source}
          t={t}
        />
        <Relatives title={t('places.detail.after')} list={data.after} known={data.unit.source} t={t} />
        <Children data={data} t={t} />
        <SameCode data={data} t={t} />
      </Split>
    </>
  ),
})

const listed = (units: readonly { name: string }[]) => units.map((unit) => unit.name).join(', ')

/** The answer in one sentence: what it became, or what it is made of. */
function leadOf({ unit, place, before }: Data, t: Translate): string {
  const elsewhere = place.now.filter((now) => now.id !== unit.id)
  if (elsewhere.length === 1) return t('places.detail.now', { name: elsewhere[0]!.name })
  if (elsewhere.length > 1) return t('places.detail.now_parts', { names: listed(elsewhere) })
  if (unit.to_date && place.now.length === 0) return t('places.detail.no_heir')
  if (before.length > 1) return t('places.detail.made_of', { names: listed(before) })
  return periodOf(unit, t)
}

function OtherDay({ data: { unit, on }, t }: { data: Data; t: Translate }) {
  const isUnknown = !unit.from_is_known && on < unit.from_date
  return (
    <Alert
      kind="info"
      title={t(isUnknown ? 'places.detail.maybe' : 'places.detail.not_then', { day: t.date(on) })}
    >
      {t('places.detail.shown', { period: periodOf(unit, t) })}
    </Alert>
  )
}

function factsOf({ unit, place }: Data, t: Translate): Fact[] {
  const [parent] = place.then.above
  const facts: Fact[] = [
    { label: t('places.field.type'), value: t(`places.type.${unit.type}`) },
    {
      label: t('places.field.code'),
      value: codeOf(unit, t),
      note: unit.is_official_code ? undefined : t('places.code_unknown_note'),
    },
    {
      label: t('places.field.period'),
      value: periodOf(unit, t),
      note: unit.from_is_known ? undefined : t('places.from_unknown_note'),
    },
    { label: t('places.field.parent'), value: parent ? <ParentLink parent={parent} place={place} /> : '–' },
  ]
  if (unit.area_km2) facts.push({ label: t('places.field.area'), value: t.number(Number(unit.area_km2)) })
  facts.push({ label: t('places.field.source'), value: unit.source, wide: true })
  return facts
}

function ParentLink({ parent, place }: { parent: Unit; place: ThenAndNow }) {
  return <a href={unitHref(parent, dayOf(place.then, place.today))}>{parent.name}</a>
}

/** A day on which the unit was in force: today, or its last. */
function dayOf(unit: PlacedUnit, today: string): string {
  return unit.to_date && unit.to_date < today ? unit.to_date : today
}

/** It is the same territory under another name. */
function isRenamed(before: readonly Relative[]): boolean {
  return before.every((relative) => relative.kind === 'rename' || relative.kind === 'continue')
}

/** `known`: the source the page has named already. */
function Relatives(props: { title: string; list: readonly Relative[]; known: string; t: Translate }) {
  const { list, t } = props
  const [first] = list
  if (!first) return null
  const bases = [...new Set(list.map((relative) => relative.source))].join('; ')
  return (
    <Section
      title={props.title}
      lead={
        bases === props.known
          ? t('places.detail.changed_day', { day: t.date(first.on_date) })
          : t('places.detail.changed_on', { day: t.date(first.on_date), basis: bases })
      }
    >
      <ul class="bullets">
        {list.map((relative) => (
          <li key={relative.id}>
            <UnitName unit={relative} t={t} dated /> · {t(`places.succession.${relative.kind}`)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Children({ data: { unit, children, childrenOn }, t }: { data: Data; t: Translate }) {
  if (children.length === 0) return null
  const kinds = [...new Set(children.map((child) => child.kind))]
  return (
    <Section
      title={t('places.detail.children', { count: children.length, day: t.date(childrenOn) })}
      actions={kinds.map((kind) => (
        <a key={kind} href={`/dia-ban?cap=${kind}&ngay=${childrenOn}&thuoc=${encodeURIComponent(unit.code)}`}>
          {t('places.detail.children_list')}
        </a>
      ))}
    >
      <ul class="columns-2 sm:columns-3">
        {children.map((child) => (
          <li key={child.id}>
            <a href={unitHref(child, childrenOn)}>{child.name}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Codes are given again to new territories: the others that bore this one, with their days. */
function SameCode({ data: { unit, bearers }, t }: { data: Data; t: Translate }) {
  if (bearers.length < 2) return null
  return (
    <Section
      title={t('places.detail.same_code', { code: unit.code })}
      lead={t('places.detail.same_code_lead')}
    >
      <Table
        caption={t('places.detail.same_code', { code: unit.code })}
        rows={bearers}
        rowKey={(bearer) => bearer.id}
        rowHref={(bearer) => (bearer.id === unit.id ? undefined : unitHref(bearer))}
        columns={[
          { key: 'name', label: t('places.field.name') },
          { key: 'period', label: t('places.field.period'), render: (bearer) => periodOf(bearer, t) },
          {
            key: 'shown',
            label: t('places.detail.this'),
            render: (bearer) => (bearer.id === unit.id ? t('places.detail.this_one') : ''),
          },
        ]}
      />
    </Section>
  )
}

function Aside({ data, t }: { data: Data; t: Translate }) {
  const { boundary, unit } = data
  return (
    <>
      {boundary && (
        <figure class="mb-6">
          <svg
            class="h-auto w-full text-primary"
            viewBox={`-2 -2 ${boundary.outline.width + 4} ${boundary.outline.height + 4}`}
            role="img"
            aria-label={t('places.detail.outline', { name: unit.name })}
          >
            <path
              d={boundary.outline.path}
              fill="currentColor"
              fill-opacity="0.15"
              fill-rule="evenodd"
              stroke="currentColor"
              stroke-width="1.5"
            />
          </svg>
          <figcaption class="text-sm text-muted">
            {t('places.detail.outline_source', { source: boundary.source, day: t.date(boundary.importedAt) })}
          </figcaption>
        </figure>
      )}
      <h2 class="mb-3 text-lg font-semibold">{t('places.detail.timeline')}</h2>
      <Timeline label={t('places.detail.timeline')} items={timelineOf(data, t)} />
    </>
  )
}

/** Newest first: what became of it, its end, its beginning, what it came from. */
function timelineOf({ unit, before, after }: Data, t: Translate): TimelineEntry[] {
  const items: TimelineEntry[] = []
  if (unit.to_date) {
    const end = dayAfter(unit.to_date)
    const title =
      after.length > 0
        ? t('places.timeline.became', { names: listed(after) })
        : t('places.timeline.abolished')
    items.push({ when: t.date(end), datetime: end, title })
  }
  const when = unit.from_is_known
    ? t.date(unit.from_date)
    : t('places.timeline.or_before', { day: t.date(unit.from_date) })
  const title =
    before.length > 0
      ? t(isRenamed(before) ? 'places.timeline.renamed' : 'places.timeline.made_of', {
          name: unit.name,
          names: listed(before),
        })
      : t('places.timeline.known', { name: unit.name })
  items.push({ when, datetime: unit.from_date, title })
  return items
}
