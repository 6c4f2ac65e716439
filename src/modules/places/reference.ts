import hue from '#data/hue_admin_units.json' with { type: 'json' }
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { fold } from '#platform/text/index.ts'
import { loadUnits, type SuccessionInput, type UnitInput } from './actions/load-units.ts'
import { successionKind } from './unit.ts'

/** The file's own note of where it comes from, in the reader's words; `_source` in the file is the original. */
const source =
  'Dữ liệu mở: thanglequoc/vietnamese-provinces-database (đơn vị) và tranngocminhhieu/vietnamadminunits (chuyển đổi), giấy phép MIT. Tọa độ là tâm của ranh giới.'
/** First day of the city's name and of the tree the file calls "2025H1"; the districts ended with the two-level government. */
const newCityFrom = '2025-01-01'
const lastDayOfDistricts = '2025-06-30'

const typeWords = [
  ['Phường ', 'phuong'],
  ['Xã ', 'xa'],
  ['Thị trấn ', 'thi_tran'],
  ['Quận ', 'quan'],
  ['Huyện ', 'huyen'],
  ['Thị xã ', 'thi_xa'],
] as const

function typeOf(name: string): UnitInput['type'] {
  const found = typeWords.find(([word]) => name.startsWith(word))
  if (!found) throw new Error(`unknown kind of unit: ${name}`)
  return found[1]
}

/** Our own key of a district: the data set names districts without their statutory code. */
export function districtKey(name: string): string {
  return `huyen-${fold(name).replaceAll(' ', '-')}`
}

type Loaded = { units: UnitInput[]; successions: SuccessionInput[] }

/**
 * The real units of Huế as the shipped file has them: province under two names, 9 districts, 133 old communes, 40 new ones, and what
 * became what. The file says until when the old ones were so, not since when: their first day is the first the file
 * knows of (`from_is_known: false`), 1/1/2025 for districts and communes, and for the province its last day as a tỉnh.
 */
export function hueUnits(): Loaded {
  const loaded = provinceUnits()
  for (const unit of hue.units) {
    loaded.units.push({
      code: unit.code,
      is_official_code: true,
      name: unit.name,
      kind: 'commune',
      type: typeOf(unit.name),
      parent_code: unit.provinceCode,
      from_date: unit.effectiveFrom,
      to_date: null,
      lat: unit.lat,
      lon: unit.lon,
      area_km2: unit.areaKm2,
      source,
    })
    for (const former of unit.formerUnits) addFormer(loaded, unit, former)
  }
  for (const name of new Set(
    hue.units.flatMap((unit) => unit.formerUnits.map((former) => former.oldDistrictName2025H1)),
  )) {
    loaded.units.push({
      code: districtKey(name),
      is_official_code: false,
      name,
      kind: 'district',
      type: typeOf(name),
      parent_code: hue.province.code,
      from_date: newCityFrom,
      from_is_known: false,
      to_date: lastDayOfDistricts,
      source,
    })
  }
  return { units: dedupe(loaded.units), successions: loaded.successions }
}

function provinceUnits(): Loaded {
  const province = {
    code: hue.province.code,
    is_official_code: true,
    kind: 'province' as const,
    parent_code: null,
    source,
  }
  const former = {
    from_date: hue.province.formerNameUntil,
    from_is_known: false,
    to_date: hue.province.formerNameUntil,
  }
  return {
    units: [
      { ...province, ...former, name: hue.province.formerName, type: 'tinh' },
      { ...province, name: hue.province.name, type: 'thanh_pho', from_date: newCityFrom, to_date: null },
    ],
    successions: [
      {
        from: { code: '46', from_date: former.from_date },
        to: { code: '46', from_date: newCityFrom },
        on_date: newCityFrom,
        kind: 'rename',
        is_part: false,
        source,
      },
    ],
  }
}

type NewUnit = (typeof hue.units)[number]

function addFormer(loaded: Loaded, unit: NewUnit, former: NewUnit['formerUnits'][number]): void {
  loaded.units.push({
    code: former.oldWardCode,
    is_official_code: true,
    name: former.oldWardName,
    kind: 'commune',
    type: typeOf(former.oldWardName),
    parent_code: districtKey(former.oldDistrictName2025H1),
    from_date: newCityFrom,
    from_is_known: false,
    to_date: lastDayOfDistricts,
    source,
  })
  loaded.successions.push({
    from: { code: former.oldWardCode, from_date: newCityFrom },
    to: { code: unit.code, from_date: unit.effectiveFrom },
    on_date: unit.effectiveFrom,
    kind: successionKind({
      isPart: former.divided,
      sources: unit.formerUnits.length,
      isSameName: former.oldWardName === unit.name,
    }),
    is_part: former.divided,
    source,
  })
}

function dedupe(units: readonly UnitInput[]): UnitInput[] {
  return [...new Map(units.map((unit) => [`${unit.code} ${unit.from_date}`, unit])).values()]
}

/** Loads the units once; later reorganisations are imports. */
export async function loadReference(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from places.unit limit 1')
  if (known.rowCount) return
  await act(
    app,
    loadUnits,
    { ...hueUnits(), title: 'Đơn vị hành chính của thành phố Huế' },
    systemActor('reference data'),
  )
}
