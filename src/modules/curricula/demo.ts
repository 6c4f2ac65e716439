import { listInstitutionOptions, searchInstitutions } from '#modules/institutions/index.ts'
import { exampleActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import { seededRandom, type Random } from '#platform/random.ts'
import { loadExamples, type Example, type ExampleVersion } from './actions/load-examples.ts'
import { drawOutcomes, drawUnits, type DemoMapping } from './demo/draw.ts'
import { materialOf } from './demo/material.ts'
import type { Level } from './programme.ts'

type Taught = { code: string | null; name: string; level: Level }

/** Example programmes of the schools that work, by what their example licences allow, marked as examples. Runs once. */
export async function loadDemo(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from curricula.programme where is_demo limit 1')
  if (known.rowCount) return
  const actor = exampleActor
  const today = dayOf(app.clock)
  const schools = await app.database.read(actor, async (db) => {
    const options = (await listInstitutionOptions(db, undefined, { on: today })).filter(
      (one) => one.is_active,
    )
    const { hits } = await searchInstitutions(db, { on: today }, { limit: 500 })
    const taught = new Map(hits.map((hit) => [hit.id, hit.occupations as Taught[]]))
    return options.map((option) => ({ ...option, taught: taught.get(option.id) ?? [] }))
  })
  const random = seededRandom(20_261_124)
  const examples = schools.flatMap((school, at) => {
    const most = school.type === 'college' ? 5 : 2
    const open = school.taught.filter(
      (one) => one.code !== null && (one.level === 'cao_dang' || one.level === 'trung_cap'),
    )
    const named = open.toSorted((a, b) => Number(isIt(b)) - Number(isIt(a))).slice(0, most)
    const elementary: Taught[] =
      at % 3 === 1 ? [{ code: null, name: 'Kỹ thuật chế biến món ăn', level: 'so_cap' }] : []
    return [...named, ...elementary].map((taught, place) =>
      makeExample({ school: school.id, taught, place, today, random }),
    )
  })
  await act(app, loadExamples, { examples: examples.map((one, at) => withLife(one, at, today)) }, actor)
}

const isIt = (one: Taught) => /^[56]48/.test(one.code ?? '')

type Given = { school: string; taught: Taught; place: number; today: string; random: Random }

function makeExample({ school, taught, place, today, random }: Given): Example {
  const roll = random.next()
  const mapping: DemoMapping =
    roll < 0.6 ? 'whole' : roll < 0.75 ? 'in_person' : roll < 0.85 ? 'untaught' : 'none'
  const year = Number(today.slice(0, 4)) - random.whole(0, 4)
  const decided = `${year}-0${random.whole(5, 8)}-${String(random.whole(10, 28))}`
  const isFuture = decided > today
  const units = drawUnits(taught.level, taught.code, mapping, random)
  const months = { cao_dang: 30, trung_cap: 24, so_cap: 6 }[
    taught.level as 'cao_dang' | 'trung_cap' | 'so_cap'
  ]
  const version: ExampleVersion = {
    mode: random.chance(0.5) ? 'credit' : 'year',
    entry_level:
      taught.level === 'so_cap'
        ? 'any'
        : taught.level === 'cao_dang'
          ? 'upper_secondary'
          : random.chance(0.6)
            ? 'lower_secondary'
            : 'upper_secondary',
    entry_requirement:
      taught.level === 'so_cap'
        ? 'Người từ 15 tuổi trở lên, có sức khỏe phù hợp với nghề'
        : 'Theo quy định của trình độ đào tạo',
    duration_months: months,
    // a college table offers two electives of two credits, an intermediate one a single one
    elective_credits: taught.level === 'so_cap' ? null : '2',
    objectives: `Đào tạo người lao động nghề ${taught.name} có kiến thức, kỹ năng và thái độ phù hợp với yêu cầu của doanh nghiệp.`,
    job_positions: materialOf(taught.code).jobs,
    new_technology_note:
      isIt(taught) && random.chance(0.7)
        ? 'Đưa điện toán đám mây, trí tuệ nhân tạo và an toàn thông tin vào các mô đun chuyên môn.'
        : '',
    delivery_note:
      mapping === 'whole' ? 'Một số mô đun dạy kết hợp trên nền tảng học trực tuyến của trường.' : '',
    state: 'active',
    decision_no: `${random.whole(100, 900)}/QĐ-VD`,
    decision_date: isFuture ? `${year - 1}${decided.slice(4)}` : decided,
    units,
    outcomes: drawOutcomes(taught.name, taught.code, units, mapping, taught.level),
  }
  return {
    institution_id: school,
    code: taught.code ?? `SC-${place + 1}`,
    name: taught.name,
    level: taught.level,
    occupation_code: taught.code,
    versions: [version],
  }
}

/** A few are on their way, and a few have a version behind them, so that every state can be seen. */
function withLife(example: Example, at: number, today: string): Example {
  const [version] = example.versions
  if (at % 9 === 6) return { ...example, versions: [{ ...version!, state: 'draft' }] }
  if (at % 9 === 7) return { ...example, versions: [{ ...version!, state: 'under_review' }] }
  if (at % 9 !== 2) return example
  const before = {
    ...version!,
    decision_date: `${Number(version!.decision_date.slice(0, 4)) - 4}${version!.decision_date.slice(4)}`,
    new_technology_note: '',
  }
  const isNew = version!.decision_date <= today
  return { ...example, versions: isNew ? [before, version!] : [version!] }
}
