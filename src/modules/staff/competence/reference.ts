import framework from '#data/framework_teacher_tt18_2026.json' with { type: 'json' }
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { loadFramework } from './actions/load-framework.ts'
import type { FrameworkInput } from './framework.ts'
import questionnaire from './reference/questionnaire.json' with { type: 'json' }

const levelNames: Record<number, string> = { 1: 'Basic', 2: 'Proficient', 3: 'Advanced' }
const components = questionnaire.components as Record<string, { nameEn: string; statements: string[][] }>

/** The framework of Circular 18/2026/TT-BGDĐT with our statements, as the shipped files have them. */
export function teacherFramework(): FrameworkInput {
  return {
    id: framework.id,
    title: framework.title,
    title_en: 'Digital competence framework for teachers and education managers',
    signed_on: framework.signed,
    from_date: framework.effectiveFrom,
    scope_vi:
      'Thông tư 18/2026/TT-BGDĐT áp dụng cho giáo dục mầm non, phổ thông và thường xuyên. Chưa xác nhận được khung riêng cho giáo dục nghề nghiệp, nên ở đây khung này chỉ dùng làm công cụ tham khảo để tự nhìn lại.',
    scope_en:
      'Circular 18/2026/TT-BGDĐT covers preschool, general and continuing education. No framework of its own is confirmed for vocational education, so this one serves here only as a reference for looking at oneself.',
    source: 'Thông tư 18/2026/TT-BGDĐT (27/3/2026)',
    levels: framework.levels.map((one) => ({
      level: one.level,
      name: one.name,
      name_en: levelNames[one.level] ?? one.name,
    })),
    domains: framework.domains.map((domain) => ({
      code: domain.code,
      name: domain.name,
      name_en: domain.nameEn,
      components: domain.components.map((component) => {
        const ours = components[component.code]!
        return {
          code: component.code,
          name: component.name,
          name_en: ours.nameEn,
          statements: ours.statements.map(([vi = '', en = '']) => ({ vi, en })),
        }
      }),
    })),
    questionnaire: { id: questionnaire.id, version: questionnaire.version, from_date: questionnaire.from },
    // Statements 2, 3 and 4 word the levels Cơ bản, Thành thạo, Nâng cao; four components in five is a setting.
    rule: { level_of: [0, 0, 1, 2, 3], overall_share: '0.8', certainty: 'U' },
  }
}

/** Loads the framework once; a later version is another record with its own dates. */
export async function loadReference(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from staff.framework where id = $1', [framework.id])
  if (known.rowCount) return
  await act(app, loadFramework, teacherFramework(), systemActor('reference data'))
}
