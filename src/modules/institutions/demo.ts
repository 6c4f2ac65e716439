import { listUnits, type Unit } from '#modules/places/index.ts'
import { exampleActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import { seededRandom, type Random } from '#platform/random.ts'
import { loadExamples, type Example } from './actions/load-examples.ts'
import { listOccupations, type Occupation } from './store/details.ts'
import { listInstitutionOptions, type InstitutionOption } from './store/record.ts'

const source = 'Dữ liệu ví dụ'
const author = 'Tài khoản ví dụ'

/** Example licences, sites, contacts and infrastructure for the institutions that work, so that filters, map and figures can be seen. */
export async function loadDemo(app: App): Promise<void> {
  const actor = exampleActor
  const today = dayOf(app.clock)
  const { options, units, occupations } = await app.database.read(actor, async (db) => ({
    options: (await listInstitutionOptions(db, undefined, { on: today })).filter((one) => one.is_active),
    units: (await listUnits(db, { kind: 'commune', on: today })).filter(
      (unit) => unit.lat !== null && unit.type === 'phuong',
    ),
    occupations: await listOccupations(db, today),
  }))
  const random = seededRandom(20_261_122)
  const examples = options.map((option, at) => makeExample(random, option, at, { units, occupations, today }))
  await act(app, loadExamples, { source, author, examples }, actor)
}

type Material = { units: readonly Unit[]; occupations: readonly Occupation[]; today: string }

function makeExample(
  random: Random,
  option: InstitutionOption,
  at: number,
  { units, occupations, today }: Material,
): Example {
  const unit = random.pick(units)
  const isCollege = option.type === 'college'
  const levels = isCollege ? ['cao_dang', 'trung_cap'] : ['trung_cap']
  const taught = occupations.filter(
    (one) => levels.includes(one.level) && random.chance(isCollege ? 0.2 : 0.15),
  )
  return {
    institution_id: option.id,
    campus: {
      address: `${random.whole(1, 200)} Đường Ví Dụ`,
      unit_id: unit.id,
      lat: (Number(unit.lat) + (random.next() - 0.5) / 100).toFixed(5),
      lon: (Number(unit.lon) + (random.next() - 0.5) / 100).toFixed(5),
      geo_precision: 'address',
      is_verified: at % 3 !== 2,
    },
    contacts: [
      { kind: 'phone', value: `0234 000 ${String(1000 + at)}` },
      { kind: 'email', value: `vanphong@${option.code}.example` },
    ],
    licence: { number: `VD-${String(at + 1).padStart(2, '0')}/2024`, issued_on: '2024-03-05' },
    items: taught.map((one) => ({
      occupation_code: one.code,
      occupation_name: one.name,
      level: one.level,
      quota: random.whole(2, 12) * 15,
    })),
    declarations: declarationsOf(random, at, today),
    isHighQuality: isCollege && at === 0,
  }
}

/** Most are confirmed, one waits, one came back, one has none. */
function declarationsOf(random: Random, at: number, today: string): Example['declarations'] {
  if (at === 5) return []
  const isGood = at % 2 === 0
  const profile = {
    bandwidth_mbps: isGood ? random.whole(2, 10) * 100 : 60,
    computers_for_learners: random.whole(60, 300),
    wifi_percent: isGood ? random.whole(60, 95) : 40,
    online_rooms: random.whole(1, 6),
    has_lms: isGood,
    lms_name: isGood ? 'Moodle' : null,
    has_management_system: true,
    has_e_signature: random.chance(0.8) || isGood,
  }
  const declared_on = `${Number(today.slice(0, 4)) - 1}-12-31`
  if (at === 3) return [{ profile, declared_on, state: 'declared', reason: null }]
  if (at === 4) return [{ profile, declared_on, state: 'returned', reason: 'Chưa nêu băng thông từng cơ sở' }]
  return [{ profile, declared_on, state: 'confirmed', reason: null }]
}
