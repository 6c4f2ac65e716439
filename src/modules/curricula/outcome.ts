import { fold } from '#platform/text/index.ts'

/** Groups of learning outcomes (Thông tư 12/2017/TT-BLĐTBXH): knowledge, skills, autonomy and responsibility. */
export const outcomeKinds = ['knowledge', 'skill', 'autonomy'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

export type OutcomeLine = { code: string; kind: OutcomeKind; statement: string }

export type Outcome = OutcomeLine & { id: string; version_id: string; position: number }

/** Headings as people write them; the first is ours. */
const headings: Record<OutcomeKind, { ours: string; starts: readonly string[] }> = {
  knowledge: { ours: 'Kiến thức', starts: ['kien thuc', 've kien thuc', 'knowledge'] },
  skill: { ours: 'Kỹ năng', starts: ['ky nang', 'ki nang', 've ky nang', 'skill'] },
  autonomy: {
    ours: 'Năng lực tự chủ và trách nhiệm',
    starts: [
      'nang luc tu chu',
      'muc do tu chu',
      've nang luc tu chu',
      've muc do tu chu',
      'tu chu',
      'autonomy',
    ],
  },
}

export type ParsedOutcomes = {
  outcomes: OutcomeLine[]
  /** Lines that could not be taken, with their number from 1 and why (`curricula.error.outcome_<why>`). */
  problems: { line: number; text: string; why: 'no_group' | 'code_twice' | 'too_long' }[]
}

type Line = { number: number; indent: number; bullet: boolean; text: string }

/**
 * Reads outcomes typed or pasted as a list: a heading for each group, a line for each outcome, with or without bullets,
 * numbers and codes. A line without a bullet that stands further in than the one above goes on with it. Outcomes
 * without a code get the next free `CĐR-nn`.
 */
export function parseOutcomes(text: string): ParsedOutcomes {
  const parsed: ParsedOutcomes = { outcomes: [], problems: [] }
  let kind: OutcomeKind | undefined
  let last: { line: Line; outcome: OutcomeLine } | undefined
  for (const line of linesOf(text)) {
    const heading = headingOf(line.text)
    if (heading) {
      kind = heading
      last = undefined
    } else if (last && !line.bullet && line.indent > last.line.indent && !codeOf(line.text)) {
      last.outcome.statement += ` ${line.text}`
    } else if (kind) {
      const code = codeOf(line.text)
      const statement = code ? line.text.slice(code.taken).trim() : line.text
      const outcome = { code: code?.code ?? '', kind, statement: statement || line.text }
      parsed.outcomes.push(outcome)
      last = { line, outcome }
    } else {
      parsed.problems.push({ line: line.number, text: line.text, why: 'no_group' })
    }
  }
  nameAll(parsed.outcomes)
  noteProblems(parsed)
  return parsed
}

/** The list as text, which `parseOutcomes` reads back as the same outcomes. */
export function writeOutcomes(outcomes: readonly OutcomeLine[]): string {
  return outcomeKinds
    .flatMap((kind) => {
      const own = outcomes.filter((one) => one.kind === kind)
      return own.length === 0
        ? []
        : [[headings[kind].ours, ...own.map((one) => `- ${one.code}: ${one.statement}`)].join('\n')]
    })
    .join('\n\n')
}

function linesOf(text: string): Line[] {
  return text.split(/\r?\n/).flatMap((raw, at) => {
    const [, space = '', rest = ''] = /^([\s\u00a0]*)(.*)$/u.exec(raw) ?? []
    const mark = /^([-–+•*·o]|\d{1,2}[.)]|[a-zđ][.)])\s+/iu.exec(rest)
    const plain = (mark ? rest.slice(mark[0].length) : rest).replaceAll(/\s+/gu, ' ').trim()
    if (plain === '') return []
    const indent = space.replaceAll('\t', '    ').length
    return [{ number: at + 1, indent, bullet: mark !== null, text: plain }]
  })
}

function headingOf(text: string): OutcomeKind | undefined {
  const bare = fold(text)
    .replace(/^[\divx.)\s]+(?=\p{L})/u, '')
    .replace(/[:.\s]+$/, '')
  if (bare.length > 60) return undefined
  return outcomeKinds.find((kind) =>
    headings[kind].starts.some(
      (start) =>
        bare === start || (bare.startsWith(`${start} `) && isRestOfHeading(bare.slice(start.length))),
    ),
  )
}

/** "Kỹ năng", "Năng lực tự chủ và trách nhiệm (mức độ)", but not "Kỹ năng giao tiếp tốt với khách hàng". */
function isRestOfHeading(rest: string): boolean {
  return /^( va| and| &|,)?( chiu)?( tu)?( trach nhiem| responsibility| nghe nghiep| chung| chuyen mon)*( \(.*\))?$/.test(
    rest,
  )
}

/** A code at the beginning: "CĐR-01: …", "PLO 2.1 …", "KT3. …". */
function codeOf(text: string): { code: string; taken: number } | undefined {
  const found = /^((?:C[ĐD]R|PLO|ELO|LO|KT|KN|TC|NL)[-. ]?\d{1,3}(?:\.\d{1,3})*)\s*[:.)–-]?\s+/iu.exec(text)
  return found ? { code: found[1]!.toUpperCase(), taken: found[0].length } : undefined
}

function nameAll(outcomes: OutcomeLine[]): void {
  const used = new Set(outcomes.map((one) => one.code))
  let next = 1
  for (const outcome of outcomes) {
    if (outcome.code !== '') continue
    while (used.has(nthCode(next))) next++
    outcome.code = nthCode(next)
    used.add(outcome.code)
  }
}

const nthCode = (number: number) => `CĐR-${String(number).padStart(2, '0')}`

function noteProblems({ outcomes, problems }: ParsedOutcomes): void {
  for (const [at, one] of outcomes.entries()) {
    if (outcomes.findIndex((other) => other.code === one.code) < at)
      problems.push({ line: 0, text: one.code, why: 'code_twice' })
    if (one.statement.length > 1000)
      problems.push({ line: 0, text: `${one.statement.slice(0, 60)}…`, why: 'too_long' })
  }
}
