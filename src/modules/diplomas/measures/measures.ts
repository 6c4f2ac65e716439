import { sql } from 'kysely'
import { defineMeasure } from '#platform/measures/index.ts'
import { graduates } from './graduates.ts'

const people = { unit: 'person', permission: 'diplomas.read', version: '1' } as const

/**
 * The diploma third of T08: of everybody who should have a diploma on record (graduates whose time of issue is over or who have theirs,
 * and lines of old registers), who has one in a register that is kept here. A line of an old register counts once it was compared and
 * approved. Parts of T08 stand beside it by naming it in `under`.
 */
export const diplomasDigitised = defineMeasure({
  name: 'diplomas.digitised',
  ...people,
  under: {
    measure: 'students.records-digitised',
    title: 'diplomas.measure.digitised',
    noun: 'diplomas.measure.noun',
  },
  rows: ({ asOf }) => sql`
    with school as materialized (select d.id, d.place_code from institutions.on_day(${asOf}::date) d),
    graduate as materialized (${graduates(asOf)}),
    member as (
      select g.enrolment_id::text as member_id, g.person_id, p.full_name as label, g.institution_id, g.diploma_id is not null as counts,
        case when g.diploma_id is null then 'not_issued' else 'issued' end as why,
        jsonb_build_object('number', g.number, 'day', to_char(coalesce(g.issued, g.decided), 'DD/MM/YYYY')) as params,
        case when g.diploma_id is null then '/hoc-sinh/' || g.learner_id else '/van-bang-cap/' || g.diploma_id end as href, g.level
      from graduate g left join people.person p on p.id = g.person_id
      where g.diploma_id is not null or coalesce(g.due, g.decided) <= ${asOf}::date
      union all
      select d.id::text, d.person_id, d.content #>> '{holder,full_name}', d.institution_id, x.on_date is not null,
        case when x.on_date is null then 'not_compared' else 'digitised' end,
        jsonb_build_object('number', coalesce(d.serial, ''), 'day', to_char(x.on_date, 'DD/MM/YYYY')),
        '/van-bang-cap/' || d.id, coalesce(k.level, '')
      from diplomas.diploma d join diplomas.kind k on k.id = d.kind_id
      left join lateral (select min(x.on_date) as on_date from diplomas.event x where x.diploma_id = d.id and x.act = 'digitise'
        and x.on_date <= ${asOf}::date) x on true
      where d.origin = 'digitised' and d.state <> 'void' and (d.created_at at time zone 'Asia/Ho_Chi_Minh')::date <= ${asOf}::date
        and not exists (select 1 from graduate g where g.enrolment_id = d.enrolment_id)
    )
    select m.member_id, coalesce(m.label, '') as label, m.institution_id, s.place_code, m.counts,
      'diplomas.measure.digitised.' || m.why as reason, m.params as reason_params, m.href, jsonb_build_object('level', m.level) as dims
    from member m join school s on s.id = m.institution_id`,
})

/**
 * Diplomas issued within the time the law sets from the decision (Circular 10/2026/TT-BGDĐT: five days for digital ones): graduates by
 * decisions of the calendar year whose time is over by the day, or who have theirs already.
 */
export const issuedInTime = defineMeasure({
  name: 'diplomas.issued-in-time',
  ...people,
  rule: { href: '/so-goc/loai', permission: 'diplomas.read', label: 'diplomas.measure.rule' },
  rows: ({ asOf }) => sql`
    with school as materialized (select d.id, d.place_code from institutions.on_day(${asOf}::date) d)
    select g.enrolment_id::text as member_id, coalesce(p.full_name, '') as label, g.institution_id, s.place_code,
      coalesce(g.issued <= g.due, false) as counts,
      'diplomas.measure.in_time.' || case when g.issued <= g.due then 'yes' when g.issued is null then 'overdue' else 'late' end as reason,
      jsonb_build_object('number', g.number, 'days', coalesce(g.issued, ${asOf}::date) - g.decided, 'due', to_char(g.due, 'DD/MM/YYYY'))
        as reason_params,
      case when g.diploma_id is null then '/hoc-sinh/' || g.learner_id else '/van-bang-cap/' || g.diploma_id end as href,
      jsonb_build_object('level', g.level) as dims
    from (${graduates(asOf)}) g join school s on s.id = g.institution_id left join people.person p on p.id = g.person_id
    where g.due is not null and g.decided >= date_trunc('year', ${asOf}::date)::date
      and (g.issued is not null or g.due < ${asOf}::date)`,
})
