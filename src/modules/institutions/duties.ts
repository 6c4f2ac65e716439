import { reach, type Actor } from '#platform/access.ts'
import { systemClock, today as dayOf } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty, SearchHit } from '#platform/module.ts'
import { listReturned, listWaiting, type Returned } from './store/proposals.ts'
import { searchInstitutions } from './store/search.ts'

/** The department decides what waits; the school sees what came back. */
export async function institutionDuties(
  db: Db,
  { actor, t, today }: { actor: Actor; t: Translate; today: string },
): Promise<Duty[]> {
  const decides = reach(actor, 'institutions.confirm')
  const waiting = decides === 'all' || decides.length > 0 ? await listWaiting(db, decides, today) : []
  const proposes = reach(actor, 'institutions.propose')
  const returned = proposes === 'all' ? [] : await listReturned(db, proposes, today)
  return [
    ...waiting.map((one) => ({
      title: t.dynamic(`institutions.duty.${one.kind}`, { part: t.dynamic(`institutions.part.${one.part}`) }),
      about: `${one.name} · ${t.dateTime(one.at)}`,
      due: null,
      href: `/de-xuat?id=${one.id}`,
      act: t('institutions.duty.look'),
    })),
    ...returned.map((one) => ({
      title: t('institutions.duty.returned', { part: t.dynamic(`institutions.part.${one.part}`) }),
      about: `${one.name} · ${one.reason}`,
      due: null,
      href: editAddress(one),
      act: t('institutions.duty.mend'),
    })),
  ]
}

/** Where what came back is mended; a new campus or occupation at the form of a new one. */
function editAddress({ code, part, subject_id: subject }: Returned): string {
  if (part === 'infrastructure') return `/co-so/${code}/ha-tang`
  if (part === 'licence_item') return `/co-so/${code}/nganh-nghe${subject ? `?id=${subject}` : ''}#sua`
  return `/co-so/${code}/sua?phan=${part}${part === 'campus' ? `&id=${subject ?? 'moi'}` : ''}`
}

/** Institutions for the global search. */
export async function findForSearch(
  db: Db,
  { text, limit, t }: { text: string; limit: number; t: Translate },
): Promise<SearchHit[]> {
  const { hits } = await searchInstitutions(db, { text, on: dayOf(systemClock), standing: 'all' }, { limit })
  return hits.map((hit) => ({
    title: hit.name,
    detail: [
      t.dynamic(`institutions.type.${hit.type}`),
      hit.ward_name,
      hit.status === 'active' ? undefined : t.dynamic(`institutions.status.${hit.status}`),
    ]
      .filter(Boolean)
      .join(' · '),
    href: `/co-so/${hit.code}`,
    kind: t('institutions.search'),
  }))
}
