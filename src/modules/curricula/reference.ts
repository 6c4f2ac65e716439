import framework from '#data/framework_learner_tt02_2025.json' with { type: 'json' }
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { loadFramework } from './actions/load-framework.ts'
import type { FrameworkInput } from './framework.ts'

const bandsEn: Record<string, string> = {
  'Cơ bản': 'Foundation',
  'Trung cấp': 'Intermediate',
  'Nâng cao': 'Advanced',
  'Chuyên sâu': 'Highly specialised',
}

/** Codes CS1 and CS2 are inferred from the others; the rest were seen. */
const isInferred = (code: string) => code.startsWith('CS')

/** The learners' framework of Thông tư 02/2025/TT-BGDĐT as shipped, and the first reading of target T03. */
export function learnerFramework(): FrameworkInput {
  return {
    id: framework.id,
    title: framework.title,
    title_en: 'Digital competence framework for learners',
    signed_on: framework.issued,
    from_date: framework.effectiveFrom,
    source: 'Thông tư 02/2025/TT-BGDĐT (24/01/2025)',
    levels: framework.levels.map((one) => ({
      ...one,
      band_en: bandsEn[one.band] ?? one.band,
      certainty: isInferred(one.code) ? 'U' : 'S',
    })),
    domains: framework.domains.map((domain) => ({
      code: domain.code,
      name: domain.name,
      name_en: domain.nameEn,
      components: domain.components.map(({ code, name, nameEn }) => ({ code, name, name_en: nameEn })),
    })),
    // The plan's source names the target and no formula: one mapped outcome that is taught, and content for digital teaching.
    rule: {
      min_outcomes: 1,
      min_level: 1,
      min_domains: 1,
      needs_unit: true,
      min_digital_units: 1,
      accepts_confirmation: true,
      from_date: '2022-01-01',
      source:
        'Đề xuất theo chỉ tiêu T03 của kế hoạch; nguồn không nêu công thức. Khung: Thông tư 02/2025/TT-BGDĐT',
    },
  }
}

/** Loads the framework once; a later one is another record with its own dates. */
export async function loadReference(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from curricula.framework where id = $1', [
    framework.id,
  ])
  if (known.rowCount) return
  await act(app, loadFramework, learnerFramework(), systemActor('reference data'))
}
