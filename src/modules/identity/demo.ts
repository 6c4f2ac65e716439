import { randomUUID } from 'node:crypto'
import type { App } from '#platform/app.ts'
import type { AreaKind } from '#platform/access.ts'
import { areasOfRole, type Role } from './role.ts'
import { base32, makeReadyAccount } from './store/secrets.ts'

/** A sign-in of the example data. `totpSecret` is what an authenticator app takes (base32). */
export type DemoAccount = {
  role: Role
  email: string
  password: string
  totpSecret?: string
  area: { kind: AreaKind; id: string | null; name: string | null }
}

type Example = { role: Role; name: string; email: string; totp?: string; isSchool: boolean }

/** Everybody knows this one: examples only. */
const password = 'nghe-so-vi-du-2026'

const examples: readonly Example[] = [
  {
    role: 'system-administrator',
    name: 'Quản trị hệ thống (ví dụ)',
    email: 'quantri@vidu.ngheso.vn',
    totp: 'vi-du-quan-tri-1',
    isSchool: false,
  },
  {
    role: 'department-officer',
    name: 'Chuyên viên Sở (ví dụ)',
    email: 'chuyenvien@vidu.ngheso.vn',
    totp: 'vi-du-chuyen-vi1',
    isSchool: false,
  },
  {
    role: 'department-leader',
    name: 'Lãnh đạo Sở (ví dụ)',
    email: 'lanhdao@vidu.ngheso.vn',
    totp: 'vi-du-lanh-dao-1',
    isSchool: false,
  },
  {
    role: 'inspector',
    name: 'Thanh tra (ví dụ)',
    email: 'thanhtra@vidu.ngheso.vn',
    totp: 'vi-du-thanh-tra1',
    isSchool: false,
  },
  {
    role: 'school-manager',
    name: 'Cán bộ quản lý trường (ví dụ)',
    email: 'quanly@vidu.ngheso.vn',
    isSchool: true,
  },
  { role: 'academic-office', name: 'Phòng đào tạo (ví dụ)', email: 'daotao@vidu.ngheso.vn', isSchool: true },
  { role: 'teacher', name: 'Nhà giáo (ví dụ)', email: 'nhagiao@vidu.ngheso.vn', isSchool: true },
  { role: 'learner', name: 'Người học (ví dụ)', email: 'nguoihoc@vidu.ngheso.vn', isSchool: true },
]

/** One account a role. Roles of a school stand in the first school by code; where there is none they are left out. */
export async function loadDemo(app: App): Promise<void> {
  const school = await firstSchool(app)
  for (const example of examples) {
    if (example.isSchool && !school) continue
    const area = areaOf(example, school, app.config.provinceCode)
    await makeReadyAccount(app, {
      name: example.name,
      email: example.email,
      password,
      grant: {
        role: example.role,
        ...area,
        from_date: '2025-07-01',
        to_date: null,
        reason: 'Tài khoản ví dụ',
      },
      ...(example.totp ? { totp: example.totp } : {}),
    })
  }
}

function areaOf(example: Example, school: string | undefined, province: string) {
  if (!example.isSchool || !school)
    return { area_kind: 'province' as const, area_id: province, institution_id: null }
  // Whose record it is comes with `linkPerson`.
  return areasOfRole[example.role][0] === 'self'
    ? { area_kind: 'self' as const, area_id: randomUUID(), institution_id: school }
    : { area_kind: 'institution' as const, area_id: school, institution_id: school }
}

async function firstSchool(app: App): Promise<string | undefined> {
  const there = await app.database.owner.query(
    `select 1 where to_regprocedure('institutions.on_day(date)') is not null`,
  )
  if (there.rowCount === 0) return undefined
  const found = await app.database.owner.query<{ id: string }>(
    `select id from institutions.on_day((now() at time zone 'Asia/Ho_Chi_Minh')::date) where is_active order by code limit 1`,
  )
  return found.rows[0]?.id
}

/** The example sign-ins that exist in this database. */
export async function demoAccounts(app: App): Promise<DemoAccount[]> {
  const found = await app.database.owner.query<{
    email: string
    area_kind: AreaKind
    area_id: string | null
  }>(
    `select a.email, g.area_kind, g.area_id from identity.account a join identity.grant g on g.account_id = a.id
     where a.email = any($1) and g.revoked_at is null`,
    [examples.map((example) => example.email)],
  )
  return examples.flatMap((example) => {
    const held = found.rows.find((row) => row.email === example.email)
    if (!held) return []
    const account: DemoAccount = {
      role: example.role,
      email: example.email,
      password,
      area: { kind: held.area_kind, id: held.area_id, name: null },
    }
    return [example.totp ? { ...account, totpSecret: base32(example.totp) } : account]
  })
}
