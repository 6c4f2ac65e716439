import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { LinkButton, Section } from '#ui/index.ts'
import { removeUnit, saveUnit, saveUnits } from '../actions/save-units.ts'
import type { CourseUnit } from '../course-unit.ts'
import type { StructureRule } from '../rules/structure.ts'
import { listStructureRules } from '../store/rules.ts'
import { listUnits } from '../store/unit.ts'
import { getVersion } from '../store/version.ts'
import type { Version } from '../version.ts'
import { Frozen, VersionHeader, versionPath } from './parts.tsx'
import { UnitEditor } from './unit-editor.tsx'
import { UnitTables } from './unit-tables.tsx'

type Data = { version: Version; units: CourseUnit[]; rules: StructureRule[] }

/** The programme table. A draft's is a form that the island makes a spreadsheet of. */
export const unitsPage = definePage<Data, { id: string }>({
  path: '/chuong-trinh/phien-ban/:id/mon-hoc',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const version = await getVersion(db, params.id)
    return {
      version,
      units: await listUnits(db, version.id),
      rules: await listStructureRules(db, version.decision_date ?? today),
    }
  },
  title: ({ version }, t) => t('curricula.units.title', { name: version.name }),
  island: 'curricula/unit-grid',
  forms: {
    save: defineForm({
      action: saveUnits,
      input: withVersion,
      then: (result) => ({
        to: versionPath(result.id, 'mon-hoc'),
        say: 'curricula.units.saved',
        params: { count: result.count },
      }),
    }),
    // the island sends one row at a time
    row: defineForm({ action: saveUnit, input: withVersion, then: () => '' }),
    remove: defineForm({ action: removeUnit, input: withVersion, then: () => '' }),
  },
  view: ({ version, units, rules }, context) => {
    const { t, may } = context
    const canEdit =
      version.state === 'draft' && may('curricula.edit', { institution: version.institution_id })
    return (
      <>
        <VersionHeader
          version={version}
          part="units"
          context={context}
          actions={
            canEdit && (
              <LinkButton href="/nhap-du-lieu/tai-len/programme" kind="secondary" icon="upload">
                {t('curricula.list.import')}
              </LinkButton>
            )
          }
        />
        {canEdit ? (
          <>
            <UnitEditor version={version} units={units} rules={rules} context={context} />
            <Syllabi version={version} units={units} t={t} />
          </>
        ) : (
          <>
            <Frozen version={version} t={t} />
            <div class="mt-6">
              <UnitTables
                units={units}
                electiveCredits={version.elective_credits}
                t={t}
                href={(unit) => versionPath(version.id, `mon-hoc/${unit.id}`)}
              />
            </div>
          </>
        )}
      </>
    )
  },
})

/** The detailed syllabus of each subject has a page of its own. */
function Syllabi({ version, units, t }: { version: Version; units: readonly CourseUnit[]; t: Translate }) {
  if (units.length === 0) return null
  const written = units.filter((unit) => unit.syllabus !== '').length
  return (
    <Section
      title={t('curricula.field.syllabus')}
      lead={t('curricula.units.syllabi', { written, count: units.length })}
      id="chi-tiet"
    >
      <ul class="bullets sm:columns-2">
        {units.map((unit) => (
          <li key={unit.id}>
            <a href={versionPath(version.id, `mon-hoc/${unit.id}`)}>
              {`${unit.code} ${unit.name}`.trim() || '–'}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function withVersion(body: Record<string, unknown>, { params }: { params: Record<string, string> }) {
  return { ...body, version_id: params['id'] }
}
