import type { GradingPolicy, Level } from './policy.ts'

/**
 * The title on a college diploma by the field of the occupation (Circular 04/2022, Art. 18); other levels have none.
 * @param occupation seven-digit code of the national list; digits 2 and 3 are the field
 */
export function titleOf(
  policy: GradingPolicy,
  level: Level,
  occupation: string,
): 'ky_su_thuc_hanh' | 'cu_nhan_thuc_hanh' | null {
  if (!policy.titles.levels.includes(level)) return null
  return policy.titles.practical_engineer_fields.includes(occupation.slice(1, 3))
    ? 'ky_su_thuc_hanh'
    : 'cu_nhan_thuc_hanh'
}
