import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Empty, Form, FormActions, Icon } from '#ui/index.ts'
import { saveLinks } from '../actions/save-outcomes.ts'
import type { CourseUnit } from '../course-unit.ts'
import type { Outcome } from '../outcome.ts'
import { listLinks, listOutcomes, type Link } from '../store/outcome.ts'
import { listUnits } from '../store/unit.ts'
import { getVersion } from '../store/version.ts'
import type { Version } from '../version.ts'
import { Cell, ColumnHead, Corner, Matrix, RowHead } from './matrix.tsx'
import { Frozen, VersionHeader, versionPath } from './parts.tsx'

type Data = { version: Version; units: CourseUnit[]; outcomes: Outcome[]; links: Link[] }

/** Which subject teaches which outcome, with the holes in both directions. */
export const coveragePage = definePage<Data, { id: string }>({
  path: '/chuong-trinh/phien-ban/:id/ma-tran',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }) {
    const version = await getVersion(db, params.id)
    return {
      version,
      units: await listUnits(db, version.id),
      outcomes: await listOutcomes(db, version.id),
      links: await listLinks(db, version.id),
    }
  },
  title: ({ version }, t) => t('curricula.coverage.title', { name: version.name }),
  forms: {
    save: defineForm({
      action: saveLinks,
      then: (result) => ({ to: versionPath(result.id, 'ma-tran'), say: 'curricula.saved' }),
    }),
  },
  view: (data, context) => {
    const { version, units, outcomes } = data
    const { t, may, form } = context
    const canEdit =
      version.state === 'draft' && may('curricula.edit', { institution: version.institution_id })
    return (
      <>
        <VersionHeader
          version={version}
          part="coverage"
          context={context}
          lead={t('curricula.coverage.lead')}
        />
        {units.length === 0 || outcomes.length === 0 ? (
          <Empty
            title={t('curricula.coverage.empty')}
            action={{
              href: versionPath(version.id, units.length === 0 ? 'mon-hoc' : 'chuan-dau-ra'),
              label: t(units.length === 0 ? 'curricula.part.units' : 'curricula.part.outcomes'),
            }}
          >
            {t('curricula.coverage.empty_hint')}
          </Empty>
        ) : (
          <>
            <Holes data={data} context={context} />
            {canEdit ? (
              <Form bare hidden={{ ...form.hidden('save', { version: version.version }), id: version.id }}>
                <CoverageTable data={data} context={context} canEdit />
                <FormActions>
                  <Button icon="save">{t('curricula.coverage.save')}</Button>
                </FormActions>
              </Form>
            ) : (
              <>
                <Frozen version={version} t={t} />
                <CoverageTable data={data} context={context} canEdit={false} />
              </>
            )}
          </>
        )}
      </>
    )
  },
})

type Props = { data: Data; context: ViewContext }

function Holes({ data: { units, outcomes, links }, context: { t } }: Props) {
  const untaught = outcomes.filter((one) => !links.some((link) => link.outcome_id === one.id))
  const idle = units.filter((unit) => !links.some((link) => link.unit_id === unit.id))
  if (untaught.length === 0 && idle.length === 0)
    return (
      <div class="mt-6">
        <Alert kind="success" title={t('curricula.coverage.whole')} />
      </div>
    )
  return (
    <div class="mt-6">
      <Alert kind="warning" title={t('curricula.coverage.holes')}>
        {untaught.length > 0 && (
          <p>{t('curricula.coverage.untaught', { codes: untaught.map((one) => one.code).join(', ') })}</p>
        )}
        {idle.length > 0 && (
          <p>
            {t('curricula.coverage.idle', { codes: idle.map((unit) => unit.code || unit.name).join(', ') })}
          </p>
        )}
      </Alert>
    </div>
  )
}

function CoverageTable({ data, context: { t, form }, canEdit }: Props & { canEdit: boolean }) {
  const { units, outcomes, links } = data
  const typed = form.values['cells[]']
  const set = new Set(
    typed === undefined || form.sent === undefined
      ? links.map((link) => `${link.outcome_id}:${link.unit_id}`)
      : [typed].flat(),
  )
  const column = (unit: CourseUnit) => outcomes.filter((one) => set.has(`${one.id}:${unit.id}`)).length
  return (
    <Matrix
      label={t('curricula.part.coverage')}
      head={
        <tr>
          <Corner>{t('curricula.part.outcomes')}</Corner>
          {units.map((unit) => (
            <ColumnHead key={unit.id} title={unit.name}>
              <abbr title={unit.name} class="no-underline">
                {unit.code || unit.name}
              </abbr>
            </ColumnHead>
          ))}
        </tr>
      }
      foot={
        <tr>
          <Corner>{t('curricula.coverage.outcomes_each')}</Corner>
          {units.map((unit) => (
            <Cell key={unit.id} isHole={column(unit) === 0}>
              {column(unit)}
            </Cell>
          ))}
        </tr>
      }
    >
      {outcomes.map((one) => (
        <tr key={one.id}>
          <RowHead isHole={!units.some((unit) => set.has(`${one.id}:${unit.id}`))}>
            <strong>{one.code}</strong> {one.statement}
          </RowHead>
          {units.map((unit) => {
            const value = `${one.id}:${unit.id}`
            const label = t('curricula.coverage.cell', {
              outcome: one.code,
              unit: `${unit.code} ${unit.name}`.trim(),
            })
            return (
              <Cell key={unit.id}>
                {canEdit ? (
                  <label class="flex min-h-11 min-w-11 items-center justify-center">
                    <input
                      class="checkbox"
                      type="checkbox"
                      name="cells[]"
                      value={value}
                      checked={set.has(value)}
                    />
                    <span class="sr-only">{label}</span>
                  </label>
                ) : (
                  set.has(value) && (
                    <>
                      <Icon name="check" small />
                      <span class="sr-only">{label}</span>
                    </>
                  )
                )}
              </Cell>
            )
          })}
        </tr>
      ))}
    </Matrix>
  )
}
