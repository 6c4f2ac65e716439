import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { Alert, Section, Table } from '#ui/index.ts'
import {
  differenceOf,
  isSame,
  type Changed,
  type Difference,
  type FieldChange,
  type Listed,
  type Parted,
} from '../difference.ts'
import { comparable, loadContent } from '../store/content.ts'
import { getIntegrationRule } from '../store/rules.ts'
import { getVersion } from '../store/version.ts'
import type { Version } from '../version.ts'
import { decimal, VersionHeader } from './parts.tsx'

type Data = { version: Version; base: Version; difference: Difference }

/** What a version changes in the one it began as a copy of. */
export const differencePage = definePage<Data, { id: string }>({
  path: '/chuong-trinh/phien-ban/:id/khac-biet',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const version = await getVersion(db, params.id)
    if (!version.based_on) throw notFound()
    const base = await getVersion(db, version.based_on)
    const { framework_id } = await getIntegrationRule(db, today)
    const before = comparable(base, await loadContent(db, base.id, framework_id))
    const after = comparable(version, await loadContent(db, version.id, framework_id))
    return { version, base, difference: differenceOf(before, after) }
  },
  title: ({ version }, t) => t('curricula.difference.title', { name: version.name }),
  view: ({ version, base, difference }, context) => {
    const { t } = context
    return (
      <>
        <VersionHeader
          version={version}
          part="difference"
          context={context}
          lead={t('curricula.difference.lead', { number: base.number })}
        />
        {isSame(difference) && (
          <div class="mt-6">
            <Alert kind="info" title={t('curricula.difference.none')} />
          </div>
        )}
        {difference.texts.length > 0 && (
          <Section title={t('curricula.difference.texts')}>
            <Changes list={difference.texts} scope="field" t={t} />
          </Section>
        )}
        <Parts title={t('curricula.part.units')} part={difference.units} scope="field" t={t} />
        <Parts title={t('curricula.part.outcomes')} part={difference.outcomes} scope="outcome_field" t={t} />
        <Mapping difference={difference} t={t} />
      </>
    )
  },
})

/** Values that are codes read as words; others as they stand. */
function valueWords(field: string, value: string, t: Translate): string {
  if (value === '') return '–'
  if (value === 'true' || value === 'false') return t.dynamic(`curricula.${value}`)
  if (field === 'credits' || field === 'elective_credits') return decimal(value, t)
  const group = {
    unit_group: 'group',
    kind: 'kind',
    delivery: 'delivery',
    mode: 'mode',
    study_form: 'study_form',
    entry_level: 'entry_level',
  }[field]
  if (!group) return value
  const key =
    field === 'kind' && t.has(`curricula.outcome.${value}`)
      ? `curricula.outcome.${value}`
      : `curricula.${group}.${value}`
  return t.dynamic(key)
}

function Changes({ list, scope, t }: { list: readonly FieldChange[]; scope: string; t: Translate }) {
  return (
    <Table
      caption={t('curricula.difference.texts')}
      rows={list}
      rowKey={(one) => one.field}
      columns={[
        {
          key: 'field',
          label: t('curricula.difference.field'),
          render: (one) => t.dynamic(`curricula.${scope}.${one.field}`),
        },
        {
          key: 'before',
          label: t('curricula.difference.before'),
          render: (one) => <del class="whitespace-pre-line">{valueWords(one.field, one.before, t)}</del>,
        },
        {
          key: 'after',
          label: t('curricula.difference.after'),
          render: (one) => (
            <ins class="whitespace-pre-line no-underline">{valueWords(one.field, one.after, t)}</ins>
          ),
        },
      ]}
    />
  )
}

function Parts({ title, part, scope, t }: { title: string; part: Parted; scope: string; t: Translate }) {
  if (part.added.length + part.removed.length + part.changed.length === 0) return null
  return (
    <Section title={title}>
      <Names title={t('curricula.difference.added', { count: part.added.length })} list={part.added} />
      <Names title={t('curricula.difference.removed', { count: part.removed.length })} list={part.removed} />
      {part.changed.map((one) => (
        <ChangedPart key={one.code} one={one} scope={scope} t={t} />
      ))}
    </Section>
  )
}

function Names({ title, list }: { title: string; list: readonly Listed[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h3 class="mt-4 font-semibold">{title}</h3>
      <ul class="bullets">
        {list.map((one) => (
          <li key={one.code}>{`${one.code} ${one.name}`.trim()}</li>
        ))}
      </ul>
    </>
  )
}

function ChangedPart({ one, scope, t }: { one: Changed; scope: string; t: Translate }) {
  return (
    <Section level={3} title={`${one.code} ${one.name}`.trim()}>
      <Changes list={one.fields} scope={scope} t={t} />
    </Section>
  )
}

function Mapping({ difference: { links, levels }, t }: { difference: Difference; t: Translate }) {
  if (links.length + levels.length === 0) return null
  return (
    <Section title={t('curricula.difference.mapping')}>
      <ul class="bullets">
        {links.map((one) => (
          <li key={one.outcome}>
            {t('curricula.difference.links', {
              outcome: one.outcome,
              added: one.added.join(', ') || '–',
              removed: one.removed.join(', ') || '–',
            })}
          </li>
        ))}
        {levels.map((one) => (
          <li key={`${one.outcome} ${one.component}`}>
            {t('curricula.difference.level', {
              outcome: one.outcome,
              component: one.component,
              before: one.before ?? '–',
              after: one.after ?? '–',
            })}
          </li>
        ))}
      </ul>
    </Section>
  )
}
