import { sql } from 'kysely'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { places } from '#modules/places/module.ts'
import { defineMeasure } from '#platform/measures/index.ts'
import type { Module } from '#platform/module.ts'
import { plan } from '../module.ts'

/** A module of the tests' own, so that the board is tried with measures whose every row the test wrote. */
const trained = defineMeasure({
  name: 'staff.trained-digital-pedagogy',
  unit: 'person',
  permission: 'census.read',
  version: 'test-1',
  rows: ({ asOf }) => sql`select f.id::text as member_id, f.name as label, f.institution_id, i.place_code,
      coalesce(f.trained_on <= ${asOf}::date, false) as counts,
      case when f.trained_on <= ${asOf}::date then 'census.reason.trained' else 'census.reason.untrained' end as reason,
      null::jsonb as reason_params, '/nguoi/' || f.id as href, jsonb_strip_nulls(jsonb_build_object('sex', f.sex, 'role', f.role)) as dims
    from census.fact f left join institutions.on_day(${asOf}::date) i on i.id = f.institution_id
    where f.from_date <= ${asOf}::date and coalesce(f.to_date, 'infinity') >= ${asOf}::date`,
})

/** Seen beside the first: the women among them who are trained. */
const women = defineMeasure({
  ...trained,
  name: 'census.women',
  under: { measure: trained.name, title: 'census.part.women', noun: 'census.part.noun' },
  rows: (at) => sql`select * from (${trained.rows(at)}) m where m.dims ->> 'sex' = 'female'`,
})

/** Institutions that are on the map; one never looked at has no data. */
const published = defineMeasure({
  name: 'institutions.map-published',
  unit: 'institution',
  permission: 'public',
  version: 'test-1',
  rows: ({
    asOf,
  }) => sql`select i.id::text as member_id, i.name as label, i.id as institution_id, i.place_code,
      coalesce(p.is_published, false) as counts,
      case when p.is_published is null then 'census.reason.no_data' when p.is_published then 'census.reason.trained'
        else 'census.reason.untrained' end as reason,
      null::jsonb as reason_params, '/co-so/' || i.code as href, jsonb_build_object('type', i.type) as dims
    from institutions.on_day(${asOf}::date) i left join census.publication p on p.id = i.id where i.is_active`,
})

export const census: Module = {
  name: 'census',
  needs: ['institutions'],
  words: {
    vi: {
      'census.part.women': 'Nữ đã bồi dưỡng',
      'census.part.noun': 'người nữ',
      'census.reason.trained': 'Có kết quả',
      'census.reason.untrained': 'Chưa có kết quả',
      'census.reason.no_data': 'Chưa khai',
    },
    en: {
      'census.part.women': 'Women trained',
      'census.part.noun': 'women',
      'census.reason.trained': 'Has a result',
      'census.reason.untrained': 'No result yet',
      'census.reason.no_data': 'Not declared',
    },
  },
  migrations: {
    '20261122T1000_create_census.sql': `create schema census; grant usage on schema census to ngheso_app;
      create table census.fact (id uuid primary key default gen_random_uuid(), name text not null, institution_id uuid, sex text, role text,
        from_date date not null, to_date date, trained_on date);
      create table census.publication (id uuid primary key, is_published boolean not null);
      alter table census.fact enable row level security;
      create policy fact_area on census.fact to ngheso_app using ((select platform.reaches_all())
        or institution_id = any ((select platform.reached_institutions())::uuid[]));
      grant select on all tables in schema census to ngheso_app;`,
  },
  permissions: [{ name: 'census.read', roles: ['department-officer', 'school-manager'] }],
  measures: [trained, women, published],
}

export type Fact = {
  name: string
  institution: string | null
  sex?: 'male' | 'female' | null
  role?: 'teacher' | 'manager' | null
  from?: string
  to?: string | null
  trained?: string | null
}

export type PlanSite = TestApp & {
  /** Adds an active institution whose main campus lies in the ward that bore `ward` on 1/5/2025. @returns its id */
  addInstitution: (code: string, name: string, ward?: string) => Promise<string>
  addFacts: (facts: readonly Fact[]) => Promise<string[]>
  clear: () => Promise<void>
}

/** Places and institutions as they are, the measures above, and the plan. */
export async function planSite(): Promise<PlanSite> {
  const site = await testApp({ modules: [places, { ...institutions, measures: [] }, census, plan] })
  const { owner } = site.app.database
  return {
    ...site,
    async addInstitution(code, name, ward) {
      const made = await owner.query<{ id: string }>(
        `insert into institutions.institution (code, type) values ($1, 'college') returning id`,
        [code],
      )
      const id = made.rows[0]!.id
      await owner.query(
        `insert into institutions.standing (institution_id, status, source) values ($1, 'active', 'test')`,
        [id],
      )
      await owner.query(
        `insert into institutions.institution_name (institution_id, name, source) values ($1, $2, 'test')`,
        [id, name],
      )
      await owner.query(
        `insert into institutions.campus (institution_id, kind, unit_id, source)
           select $1, 'main', u.id, 'test' from places.unit u where u.code = $2 and u.from_date <= '2025-05-01' and u.to_date >= '2025-05-01'`,
        [id, ward ?? ''],
      )
      return id
    },
    async addFacts(facts) {
      const rows = facts.map((fact) => ({
        name: fact.name,
        institution_id: fact.institution,
        sex: fact.sex ?? null,
        role: fact.role ?? 'teacher',
        from_date: fact.from ?? '2020-01-01',
        to_date: fact.to ?? null,
        trained_on: fact.trained ?? null,
      }))
      const made = await owner.query<{ id: string }>(
        `insert into census.fact (name, institution_id, sex, role, from_date, to_date, trained_on)
           select * from jsonb_to_recordset($1::jsonb) as r(name text, institution_id uuid, sex text, role text, from_date date, to_date date, trained_on date)
           returning id`,
        [JSON.stringify(rows)],
      )
      return made.rows.map((row) => row.id)
    },
    async clear() {
      await owner.query('delete from census.fact')
    },
  }
}
