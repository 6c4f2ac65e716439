import hue from '#data/hue_admin_units.json' with { type: 'json' }
import occupations from '#data/occupations.json' with { type: 'json' }
import type { RegisterEntry } from './actions/load-register.ts'

/** Sources as the pages name them. */
const src = {
  seen2017: 'Danh mục cơ sở giáo dục nghề nghiệp năm 2017',
  merger: 'QĐ 147/QĐ-LĐTBXH ngày 05/02/2024',
  ownSite: 'trang thông tin của trường',
  common: 'hiểu biết chung, chưa có văn bản',
  newspaper: 'báo chí địa phương',
  ward: 'đối chiếu địa chỉ với danh mục đơn vị hành chính',
  centres: 'loại hình đã biết, tên và tình trạng hiện nay chưa rõ',
} as const

const mergedOn = '2024-02-05'
const lastDayBeforeMerger = '2024-02-04'

type Name = RegisterEntry['names'][number]

function named(name: string, source: string, more: Partial<Name> = {}): Name[] {
  return [{ name, source, ...more }]
}

function active(source: string): RegisterEntry['standings'] {
  return [{ status: 'active', source }]
}

function unknown(source: string): RegisterEntry['standings'] {
  return [{ status: 'unknown', source }]
}

const former = (code: string, name: string): RegisterEntry => ({
  code,
  type: 'college',
  ownership: 'public',
  facts: { type: src.merger, ownership: src.common },
  names: named(name, src.merger, { to_date: lastDayBeforeMerger }),
  standings: [
    { status: 'active', to_date: lastDayBeforeMerger, source: src.merger },
    { status: 'merged', from_date: mergedOn, decision_no: '147/QĐ-LĐTBXH', source: src.merger },
  ],
})

const colleges: RegisterEntry[] = [
  {
    code: 'cd-hue',
    type: 'college',
    ownership: 'public',
    governing_body: 'UBND thành phố Huế',
    website: 'cdhue.edu.vn',
    founding_decision: '147/QĐ-LĐTBXH ngày 05/02/2024',
    facts: {
      type: src.merger,
      ownership: src.common,
      governing_body: src.common,
      website: src.ownSite,
      founding_decision: src.merger,
    },
    names: named('Trường Cao đẳng Huế', src.merger, {
      name_en: 'Hue College',
      from_date: mergedOn,
      decision_no: '147/QĐ-LĐTBXH',
    }),
    standings: [{ status: 'active', from_date: mergedOn, decision_no: '147/QĐ-LĐTBXH', source: src.merger }],
  },
  {
    code: 'hueic',
    type: 'college',
    ownership: 'public',
    governing_body: 'Bộ Công Thương',
    website: 'hueic.edu.vn',
    founded_year: 1899,
    facts: {
      type: src.ownSite,
      ownership: src.ownSite,
      governing_body: src.ownSite,
      website: src.ownSite,
      founded_year: src.ownSite,
    },
    names: named('Trường Cao đẳng Công nghiệp Huế', src.ownSite, { short_name: 'HueIC' }),
    standings: active(src.ownSite),
    campuses: [
      hueicMain(),
      { kind: 'branch', name: 'Cơ sở 2', address: 'An Vân Dương', source: src.ownSite },
    ],
  },
  {
    code: 'cd-du-lich-hue',
    type: 'college',
    ownership: 'public',
    governing_body: 'Bộ Văn hóa, Thể thao và Du lịch',
    founded_year: 1999,
    facts: {
      type: src.newspaper,
      ownership: src.common,
      governing_body: src.common,
      founded_year: src.newspaper,
    },
    names: named('Trường Cao đẳng Du lịch Huế', src.newspaper),
    standings: active(src.newspaper),
  },
  {
    code: 'cd-y-te-hue',
    type: 'college',
    ownership: 'public',
    governing_body: 'UBND thành phố Huế',
    facts: { type: src.seen2017, ownership: src.common, governing_body: src.common },
    names: named('Trường Cao đẳng Y tế Huế', src.seen2017),
    standings: active(src.seen2017),
  },
  {
    code: 'cd-xay-dung-cong-trinh-do-thi-hue',
    type: 'college',
    ownership: 'public',
    governing_body: 'Bộ Xây dựng',
    facts: { type: src.seen2017, ownership: src.common, governing_body: src.common },
    names: named('Trường Cao đẳng Xây dựng Công trình đô thị, cơ sở Huế', src.seen2017),
    standings: active(src.seen2017),
  },
]

const intermediateSchools: RegisterEntry[] = [
  {
    code: 'tc-au-lac-hue',
    type: 'intermediate_school',
    ownership: 'private',
    website: 'aulachue.edu.vn',
    founding_decision: '2142/QĐ-UBND ngày 21/9/2007',
    facts: {
      type: src.ownSite,
      ownership: src.ownSite,
      website: src.ownSite,
      founding_decision: src.ownSite,
    },
    names: named('Trường Trung cấp Âu Lạc Huế', src.ownSite),
    standings: active(src.ownSite),
  },
  {
    code: 'tc-kinh-te-du-lich-duy-tan',
    type: 'intermediate_school',
    ownership: 'private',
    facts: { type: src.seen2017, ownership: src.common },
    names: named('Trường Trung cấp Kinh tế – Du lịch Duy Tân', src.seen2017),
    standings: unknown(src.seen2017),
  },
  {
    code: 'tc-van-hoa-nghe-thuat',
    type: 'intermediate_school',
    ownership: 'public',
    facts: { type: src.seen2017, ownership: src.seen2017 },
    names: named('Trường Trung cấp Văn hoá – Nghệ thuật', src.seen2017),
    standings: active(src.seen2017),
  },
  {
    code: 'tc-the-duc-the-thao-hue',
    type: 'intermediate_school',
    ownership: 'public',
    facts: { type: src.seen2017, ownership: src.seen2017 },
    names: named('Trường Trung cấp Thể dục Thể thao Huế', src.seen2017),
    standings: unknown(src.seen2017),
  },
]

const formerColleges = [
  former('cd-giao-thong-hue', 'Trường Cao đẳng Giao thông Huế'),
  former('cd-nghe-thua-thien-hue', 'Trường Cao đẳng nghề Thừa Thiên Huế'),
  former('cd-su-pham-thua-thien-hue', 'Trường Cao đẳng Sư phạm Thừa Thiên Huế'),
]

/** The nine centres of the former districts: that they existed as a class is known, their present names and standing are not. */
const centres: RegisterEntry[] = [
  ['phong-dien', 'huyện Phong Điền'],
  ['quang-dien', 'huyện Quảng Điền'],
  ['huong-tra', 'thị xã Hương Trà'],
  ['phu-vang', 'huyện Phú Vang'],
  ['huong-thuy', 'thị xã Hương Thủy'],
  ['phu-loc', 'huyện Phú Lộc'],
  ['nam-dong', 'huyện Nam Đông'],
  ['a-luoi', 'huyện A Lưới'],
  ['tp-hue', 'thành phố Huế'],
].map(([code, district]) => ({
  code: `gdnn-gdtx-${code}`,
  type: 'vet_continuing_centre' as const,
  ownership: 'public' as const,
  facts: { type: src.centres, ownership: src.centres },
  names: named(`Trung tâm GDNN – GDTX ${district}`, src.centres),
  standings: unknown(src.centres),
}))

/** 70 Nguyễn Huệ lay in the ward Vĩnh Ninh; the point is the middle of the ward that it is in now, not the school. */
function hueicMain(): NonNullable<RegisterEntry['campuses']>[number] {
  const old = hue.units
    .flatMap((unit) => unit.formerUnits.map((one) => ({ ...one, now: unit })))
    .find((one) => one.oldWardName === 'Phường Vĩnh Ninh')
  if (!old) throw new Error('the ward Vĩnh Ninh is missing from the reference data')
  return {
    kind: 'main',
    name: 'Trụ sở chính',
    address: '70 Nguyễn Huệ',
    unit: { code: old.oldWardCode, on: '2025-01-01' },
    lat: String(old.now.lat),
    lon: String(old.now.lon),
    geo_precision: 'ward_centroid',
    source: `${src.ownSite}; ${src.ward}`,
  }
}

/** The checklist is a proposal of this product: no legal text sets it, and the department may change it. */
const design = 'đề xuất của hệ thống, chưa có văn bản quy định'
const rules = [
  { item: 'bandwidth_mbps', minimum: 100 },
  { item: 'wifi_percent', minimum: 50 },
  { item: 'computers_for_learners', minimum: 50 },
  { item: 'online_rooms', minimum: 1 },
  { item: 'has_lms', minimum: 1 },
  { item: 'has_management_system', minimum: 1 },
  { item: 'has_e_signature', minimum: 1 },
].map((rule) => ({ ...rule, from_date: '2023-01-01', source: design }))

const listVersion = 'TT 26/2020/TT-BLĐTBXH'

/** What every installation begins with: the real institutions of Huế as far as their facts are supported, none of them confirmed yet. */
export function hueRegister() {
  const merger = { kind: 'merge', on_date: mergedOn, decision_no: '147/QĐ-LĐTBXH', source: src.merger }
  return {
    title: 'Cơ sở giáo dục nghề nghiệp của thành phố Huế',
    institutions: [...colleges, ...intermediateSchools, ...formerColleges, ...centres],
    successions: formerColleges.map((one) => ({ ...merger, from: one.code, to: 'cd-hue' })),
    occupations: occupations.map((one) => ({
      code: one.code,
      name: one.name,
      level: one.level,
      field_code: one.fieldCode,
      group_code: one.groupCode,
      is_ict: one.isIctGroup,
      list_version: listVersion,
      from_date: null,
      source: `${listVersion}, theo trang thông tin các trường`,
      certainty: one.certainty,
    })),
    rules,
  }
}
