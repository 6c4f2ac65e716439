import { z } from 'zod'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { defineRead } from '#platform/pages/endpoint.ts'
import { deliveries, unitGroups, unitKinds } from './course-unit.ts'
import { outcomeKinds } from './outcome.ts'
import { entryLevels, levels, modes, studyForms } from './programme.ts'
import { loadContent } from './store/content.ts'
import { getIntegrationRule } from './store/rules.ts'
import { listProgrammes } from './store/programme.ts'
import { getProgramme, getVersion, listVersions } from './store/version.ts'
import { isPublished, states } from './version.ts'

const Line = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  level: z.enum(levels),
  occupation_code: z.string().nullable(),
  institution: z.string(),
  version_id: z.uuid().nullable(),
  state: z.enum(states).nullable(),
  decision_date: z.iso.date().nullable(),
  active_from: z.iso.date().nullable(),
  credits: z.string().nullable(),
  hours: z.number().nullable(),
  is_demo: z.boolean(),
})

const Query = z.object({
  q: z.string().max(120).optional(),
  level: z.enum(levels).optional(),
  institution: z.string().max(80).optional(),
  occupation: z.string().max(20).optional(),
})

/** Public API: published programmes that match. */
export const programmesRead = defineRead({
  path: '/api/v1/programmes',
  summary: 'Published programmes by name, level, institution code or occupation code; 500 at most',
  permission: 'public',
  query: Query,
  response: z.object({ total: z.number().int(), programmes: z.array(Line) }),
  async load({ db, query, today }) {
    const institutions = await listInstitutionOptions(db, undefined, { on: today, withEnded: true })
    const codes = new Map(institutions.map((one) => [one.id, one.code]))
    const chosen = institutions.find((one) => one.code === query.institution)
    const filter = {
      text: query.q,
      level: query.level,
      institution: chosen?.id,
      occupation: query.occupation,
    }
    const { rows, total } = await listProgrammes(db, today, { ...filter, drafts: [] }, { limit: 500 })
    return {
      total,
      programmes: rows.map((row) => Line.parse({ ...row, institution: codes.get(row.institution_id) ?? '' })),
    }
  },
})

const VersionHead = z.object({
  id: z.uuid(),
  number: z.number().int(),
  state: z.enum(states),
  mode: z.enum(modes),
  decision_no: z.string().nullable(),
  decision_date: z.iso.date().nullable(),
  active_from: z.iso.date().nullable(),
  active_to: z.iso.date().nullable(),
  cohort: z.string().nullable(),
})

/** Public API: one programme and its published versions. */
export const programmeRead = defineRead({
  path: '/api/v1/programmes/{id}',
  summary: 'One programme and its published versions, the latest first',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  response: z.object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    level: z.enum(levels),
    occupation_code: z.string().nullable(),
    versions: z.array(VersionHead),
  }),
  async load({ db, params }) {
    const { id, code, name, level, occupation_code } = await getProgramme(db, params.id)
    const versions = (await listVersions(db, id)).filter((one) => isPublished(one.state))
    return { id, code, name, level, occupation_code, versions: versions.map((one) => VersionHead.parse(one)) }
  },
})

const Details = VersionHead.extend({
  programme_id: z.uuid(),
  code: z.string(),
  name: z.string(),
  level: z.enum(levels),
  study_form: z.enum(studyForms),
  entry_level: z.enum(entryLevels),
  entry_requirement: z.string(),
  duration_months: z.number().nullable(),
  elective_credits: z.string().nullable(),
  objectives: z.string(),
  job_positions: z.string(),
  units: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      kind: z.enum(unitKinds),
      unit_group: z.enum(unitGroups),
      credits: z.string().nullable(),
      hours_total: z.number(),
      hours_theory: z.number(),
      hours_practice: z.number(),
      hours_test: z.number(),
      is_condition: z.boolean(),
      term: z.number().nullable(),
      delivery: z.enum(deliveries),
    }),
  ),
})

/** Public API: a version with its subjects and modules. */
export const versionRead = defineRead({
  path: '/api/v1/programme-versions/{id}',
  summary: 'One version of a programme with its subjects and modules',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  response: Details,
  async load({ db, params, today }) {
    const version = await getVersion(db, params.id)
    const { framework_id } = await getIntegrationRule(db, today)
    const { units } = await loadContent(db, version.id, framework_id)
    return Details.parse({ ...version, units })
  },
})

/** Public API: the learning outcomes of a version with where they are taught and the digital competence they ask for. */
export const outcomesRead = defineRead({
  path: '/api/v1/programme-versions/{id}/outcomes',
  summary:
    'Learning outcomes of a version: the subjects that teach them, the digital competences by component and level',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  response: z.object({
    framework: z.string(),
    outcomes: z.array(
      z.object({
        code: z.string(),
        kind: z.enum(outcomeKinds),
        statement: z.string(),
        units: z.array(z.string()),
        competences: z.array(z.object({ component: z.string(), level: z.number().int() })),
      }),
    ),
  }),
  async load({ db, params, today }) {
    const version = await getVersion(db, params.id)
    const { framework_id } = await getIntegrationRule(db, today)
    const { units, outcomes, links, levels } = await loadContent(db, version.id, framework_id)
    const codes = new Map(units.map((unit) => [unit.id, unit.code]))
    return {
      framework: framework_id,
      outcomes: outcomes.map((one) => ({
        code: one.code,
        kind: one.kind,
        statement: one.statement,
        units: links
          .filter((link) => link.outcome_id === one.id)
          .map((link) => codes.get(link.unit_id) ?? ''),
        competences: levels
          .filter((level) => level.outcome_id === one.id)
          .map((level) => ({ component: level.component_code, level: level.level })),
      })),
    }
  },
})
