import type { Translate } from '#platform/i18n/index.ts'
import type { CouncilMember } from '../council/council.ts'
import { roleText } from '../council/words.ts'

/** A council as minutes name it: the decision, a line a member, who signs. Everything stays open where none is named. */
export function councilValue(
  members: readonly CouncilMember[],
  decisionNo: string | null,
  decisionDate: string | null,
  t: Translate,
) {
  const named = (role: string) => members.find((one) => one.role === role)?.name ?? ''
  return {
    council_words: decisionNo
      ? t('students.graduation.doc.council_words', { number: decisionNo, day: t.date(decisionDate) })
      : null,
    council: members.map(({ name, role, capacity }, at) => [
      String(at + 1),
      name,
      roleText(role, t),
      capacity ?? '',
    ]),
    chair: named('chair'),
    secretary: named('secretary'),
  }
}
