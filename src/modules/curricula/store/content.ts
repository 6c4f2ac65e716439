import type { Db } from '#platform/db/database.ts'
import type { CourseUnit } from '../course-unit.ts'
import type { VersionContent } from '../difference.ts'
import type { StepContent } from '../life.ts'
import type { Outcome } from '../outcome.ts'
import type { VersionFacts } from '../rules/integration.ts'
import type { Version } from '../version.ts'
import { listLevels, listLinks, listOutcomes, type Level, type Link } from './outcome.ts'
import { listStructureRules } from './rules.ts'
import { listUnits } from './unit.ts'

/** Everything that stands in a version. */
export type Content = { units: CourseUnit[]; outcomes: Outcome[]; links: Link[]; levels: Level[] }

export async function loadContent(db: Db, versionId: string, frameworkId: string): Promise<Content> {
  const units = await listUnits(db, versionId)
  const outcomes = await listOutcomes(db, versionId)
  const links = await listLinks(db, versionId)
  return { units, outcomes, links, levels: await listLevels(db, versionId, frameworkId) }
}

/** What the integration rule judges today. */
export function factsOf(content: Content, version: Pick<Version, 'delivery_confirmed_on'>): VersionFacts {
  return {
    outcomes: content.outcomes.map((one) => ({
      id: one.id,
      units: content.links.filter((link) => link.outcome_id === one.id).map((link) => link.unit_id),
      mappings: content.levels
        .filter((level) => level.outcome_id === one.id)
        .map((level) => ({ component: level.component_code, domain: level.domain_code, level: level.level })),
    })),
    units: content.units.map((unit) => ({
      id: unit.id,
      isDigital: unit.delivery !== 'in_person' || unit.online_ready_on !== null,
    })),
    isConfirmed: version.delivery_confirmed_on !== null,
  }
}

/** What a step of the life is decided on. */
export async function loadStepContent(db: Db, versionId: string, on: string): Promise<StepContent> {
  const links = await listLinks(db, versionId)
  return {
    units: await listUnits(db, versionId),
    outcomes: await listOutcomes(db, versionId),
    taught: new Set(links.map((link) => link.outcome_id)),
    rules: await listStructureRules(db, on),
  }
}

/** A version's content in codes, to be compared with another's. */
export function comparable(version: Version, { units, outcomes, links, levels }: Content): VersionContent {
  const unitCode = new Map(units.map((one) => [one.id, one.code]))
  return {
    texts: version,
    units,
    outcomes,
    links: new Map(
      outcomes.map((one) => [
        one.code,
        links.filter((link) => link.outcome_id === one.id).map((link) => unitCode.get(link.unit_id) ?? ''),
      ]),
    ),
    levels: new Map(
      outcomes.map((one) => [
        one.code,
        new Map(
          levels
            .filter((level) => level.outcome_id === one.id)
            .map((level) => [level.component_code, level.level]),
        ),
      ]),
    ),
  }
}
