import { sql } from 'kysely'
import { z } from 'zod'
import { exampleActor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db/database.ts'
import { seededRandom, type Random } from '#platform/random.ts'
import { seededId } from '../../teaching/demo/draw.ts'
import { insertRoster } from '../../teaching/store/roster.ts'
import { insertSections } from '../../teaching/store/sections.ts'
import { insertTeachers } from '../../teaching/store/teachers.ts'
import { defaultColumns } from '../default-columns.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import { judgeLine } from '../judge.ts'
import type { Mark, MarkColumn } from '../mark.ts'
import { insertResults, resultOf, type NewResult } from '../store/result.ts'
import { getRules } from '../../store/policy.ts'
import { drawAbility, drawMark, drawMissed, type Ability } from './draw.ts'
import {
  readPastClasses,
  readRunning,
  writeSheets,
  type DemoCell,
  type DemoSheet,
  type SheetRows,
} from './rows.ts'

const actor = exampleActor

/** Marks and posted results of past terms, and part-filled sheets of the running one; the same each time. */
export async function loadMarksDemo(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from students.mark_column limit 1')
  if (!known.rowCount) await act(app, loadDemo, {}, actor)
}

const loadDemo = defineAction({
  name: 'students.load-marks-demo',
  permission: 'students.edit',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { today, app }) {
    const random = seededRandom(2200)
    const abilities = new Map<string, Ability>()
    const abilityOf = (id: string) => {
      if (!abilities.has(id)) abilities.set(id, drawAbility(random))
      return abilities.get(id)!
    }
    const results = await loadPast(tx, random, abilityOf, today)
    const cells = await loadRunning(tx, random, abilityOf, { today, at: app.clock.now().toISOString() })
    const counts = { results, cells }
    return {
      result: counts,
      changes: [{ subject: 'students.marks-demo', id: today, before: null, after: counts }],
    }
  },
})

type AbilityOf = (enrolment: string) => Ability

const columnsOf = (random: Random, policy: GradingPolicy, isClosed: boolean): MarkColumn[] =>
  [
    ...defaultColumns(policy),
    {
      kind: 'regular' as const,
      position: policy.tests.min_regular + 1,
      name: `TX ${policy.tests.min_regular + 1}`,
      sitting: 1,
    },
  ].map((column) => ({
    ...column,
    id: seededId(random),
    held_on: null,
    is_closed: isClosed,
  }))

/** Past terms: each unit a section of its class, posted on the last day of the term. */
async function loadPast(tx: Tx, random: Random, abilityOf: AbilityOf, today: string): Promise<number> {
  const classes = await readPastClasses(tx, today)
  const sheets: DemoSheet[] = []
  const rows: (NewResult & { at: string })[] = []
  for (const group of classes) {
    const policy = await getRules(tx, group.grading_policy_id)
    for (const unit of group.units) {
      const sheet = {
        id: seededId(random),
        code: `${unit.code}-${group.code}`,
        group,
        unit,
        columns: columnsOf(random, policy, true),
        cells: [] as DemoCell[],
      }
      for (const enrolment of group.learners)
        rows.push(drawResult(random, policy, sheet, { enrolment, ability: abilityOf(enrolment) }))
      sheets.push(sheet)
    }
  }
  await writePast(tx, sheets)
  for (const [at, some] of Map.groupBy(rows, (row) => row.at))
    await insertResults(tx, some, {
      by: 'demo',
      byName: 'Phòng đào tạo (dữ liệu ví dụ)',
      at: `${at}T09:00:00Z`,
    })
  return rows.length
}

/** Marks of one learner in one section, with a second sitting in the same column set where the first one failed. */
function drawResult(
  random: Random,
  policy: GradingPolicy,
  sheet: DemoSheet,
  { enrolment, ability }: { enrolment: string; ability: Ability },
): NewResult & { at: string } {
  const { group, unit, columns } = sheet
  const planned = unit.hours_theory + unit.hours_practice + unit.hours_test
  const missed = drawMissed(random, planned, ability)
  const marks = new Map<string, Mark>()
  for (const column of columns.filter((one) => one.kind !== 'exam'))
    marks.set(column.id, drawMark(random, ability))
  const exam = columns.find((one) => one.kind === 'exam')!
  const one = {
    mode: group.mode,
    columns,
    marks,
    hours: {
      hours_planned: String(planned),
      hours_missed: String(missed),
      hours_attended: String(planned - missed),
      is_complete: true,
      is_waived: false,
    },
  }
  if (judgeLine(policy, one).eligible) marks.set(exam.id, drawMark(random, ability, 2.2))
  for (const [column_id, mark] of marks)
    sheet.cells.push({
      section_id: sheet.id,
      institution_id: group.institution_id,
      enrolment_id: enrolment,
      column_id,
      ...mark,
    })
  const section = {
    id: sheet.id,
    term_id: group.term.id,
    course_unit_id: unit.id,
    credits: unit.credits,
    is_condition: unit.is_condition,
    grading_policy_id: group.grading_policy_id,
  }
  const row = resultOf(section, { enrolment_id: enrolment, attempt: 'first' }, judgeLine(policy, one))
  return { ...row, id: seededId(random), is_demo: true, at: group.term.to_date }
}

async function writePast(tx: Tx, sheets: readonly DemoSheet[]): Promise<void> {
  if (sheets.length === 0) return
  await insertSections(
    tx,
    sheets.map(({ id, code, group, unit }) => ({
      id,
      code,
      institution_id: group.institution_id,
      term_id: group.term.id,
      course_unit_id: unit.id,
      class_group_id: group.id,
      grading_policy_id: group.grading_policy_id,
      mode: group.mode,
      is_hazardous: false,
      is_demo: true,
    })),
  )
  await insertTeachers(
    tx,
    sheets.flatMap(({ id, group }, at) => {
      const person_id = group.teachers[at % Math.max(group.teachers.length, 1)]
      return person_id
        ? [{ section_id: id, person_id, role: 'main' as const, from_date: group.term.from_date }]
        : []
    }),
  )
  await insertRoster(
    tx,
    sheets.flatMap(({ id, group }) =>
      group.learners.map((enrolment_id) => ({
        section_id: id,
        enrolment_id,
        from_date: group.term.from_date,
      })),
    ),
  )
  await writeSheets(
    tx,
    sheets.map((sheet) => ({ ...sheet, institution_id: sheet.group.institution_id })),
    'demo',
  )
  await sql`update students.course_section s set state = 'posted', posted_at = t.to_date + interval '9 hours', posted_by = 'demo',
      submitted_at = t.to_date + interval '1 hour', submitted_by = 'demo'
    from students.term t where t.id = s.term_id and s.id = any(${sheets.map((sheet) => sheet.id)}::uuid[])`.execute(
    tx,
  )
}

/** The running term: the first regular test of most sections, with a few cells still empty; one section has nothing yet. */
async function loadRunning(
  tx: Tx,
  random: Random,
  abilityOf: AbilityOf,
  { today, at }: { today: string; at: string },
): Promise<number> {
  const sections = await readRunning(tx, today)
  const sheets: SheetRows[] = []
  for (const [place, section] of sections.entries()) {
    if (place % 5 === 4) continue
    const policy = await getRules(tx, section.grading_policy_id)
    const columns = columnsOf(random, policy, false)
    const first = columns[0]!
    const cells = section.learners
      .filter(() => random.chance(0.8))
      .map((enrolment_id): DemoCell => ({
        section_id: section.id,
        institution_id: section.institution_id,
        enrolment_id,
        column_id: first.id,
        ...drawMark(random, abilityOf(enrolment_id)),
      }))
    sheets.push({ id: section.id, institution_id: section.institution_id, columns, cells })
  }
  await writeSheets(tx, sheets, 'demo', at)
  return sheets.reduce((all, sheet) => all + sheet.cells.length, 0)
}
