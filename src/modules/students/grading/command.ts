import { createInterface } from 'node:readline'
import { UsageError, type Command } from '#platform/command.ts'
import { buildCatalog, type Translate } from '#platform/i18n/index.ts'
import { CaseError, gradeCase, graduationCase, readCase } from './cases.ts'
import { explain } from './explain.ts'
import { graduate } from './graduation.ts'
import { gradeModule } from './module-grade.ts'
import { findShippedPolicy, shippedPolicies } from './policies.ts'
import type { GradingPolicy } from './policy.ts'
import { gradingWords } from './words.ts'

type Answer = Record<string, string | boolean | null>
/** Made once for a run; answers one line. */
type Judge = (policy: GradingPolicy, t: Translate) => (line: string) => Answer

const grade: Judge = (policy, t) => {
  const schema = gradeCase(policy)
  return (line) => {
    const { average, eligible, grade, passed, letter, point4, steps } = gradeModule(
      policy,
      readCase(schema, line, t),
    )
    return { average, eligible, grade, passed, letter, point4, why: explain(t, policy, steps).join(' ') }
  }
}

const graduation: Judge = (policy, t) => {
  const schema = graduationCase(policy)
  return (line) => {
    const { eligible, score, classification, downgraded, steps } = graduate(policy, readCase(schema, line, t))
    return { eligible, score, classification, downgraded, why: explain(t, policy, steps).join(' ') }
  }
}

const judges: Record<string, Judge> = { grade, graduation }

/**
 * `ngheso rules`: cases as JSON lines on standard input, one answer a line; no database. A line that cannot be read is
 * answered with `{"error": …}`, the others go on, and the exit status is 1.
 */
export const rules: Command = {
  usage: 'rules grade|graduation --policy CODE [--json]',
  about: 'tính điểm hoặc xét tốt nghiệp theo quy chế; mỗi dòng JSON ở đầu vào là một trường hợp',
  words: 1,
  options: ['policy', 'json'],
  async run({ words, options }, { input }) {
    const [kind = ''] = words
    if (!Object.hasOwn(judges, kind)) throw new UsageError('cần một trong hai từ: grade, graduation')
    const t = buildCatalog([gradingWords])('vi')
    const judge = judges[kind]!(findPolicy(options.policy), t)
    let failed = 0
    let number = 0
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      number += 1
      const text = line.replace(/^\uFEFF/, '').trim()
      if (text === '') continue
      const answer = answerLine(judge, text, number, t)
      if ('error' in answer) failed += 1
      process.stdout.write(`${options.json ? JSON.stringify(answer) : (answer.why ?? answer.error)}\n`)
    }
    return failed > 0 ? 1 : 0
  },
}

function findPolicy(code: string | true | undefined): GradingPolicy {
  const known = shippedPolicies.map((one) => one.code).join(', ')
  if (typeof code !== 'string') throw new UsageError(`thiếu --policy; có: ${known}`)
  const policy = findShippedPolicy(code)
  if (!policy) throw new UsageError(`không có quy chế '${code}'; có: ${known}`)
  return policy
}

function answerLine(judge: ReturnType<Judge>, text: string, line: number, t: Translate): Answer {
  try {
    return judge(text)
  } catch (error) {
    if (!(error instanceof CaseError)) throw error
    return { error: t('students.grading.case.line', { line: String(line), problems: error.message }) }
  }
}
