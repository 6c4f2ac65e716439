import { may, reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { countMarkings, countRequests, listOwnSheets, listSubmitted } from './store/waiting.ts'

type Context = { actor: Actor; t: Translate; today: string }

const shown = 6
/** A teacher is reminded of a sheet from so many days before the term ends. */
const remindDays = 21

/** Sheets to fill and hand in, sheets to post, requests to mark or decide. */
export async function marksDuties(db: Db, context: Context): Promise<Duty[]> {
  return [...(await teacherDuties(db, context)), ...(await officeDuties(db, context))]
}

async function teacherDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const person = actor.kind === 'account' && may(actor, 'students.teach') ? actor.personId : undefined
  if (!person) return []
  const soon = new Date(Date.parse(today) + remindDays * 86_400_000).toISOString().slice(0, 10)
  const sheets = (await listOwnSheets(db, person, today, 40)).filter(
    (sheet) => sheet.return_reason || sheet.term_ends <= soon,
  )
  const markings = await countMarkings(db, person)
  return [
    ...sheets.slice(0, shown).map((sheet) => ({
      title: t(sheet.return_reason ? 'students.marks.duty.returned' : 'students.marks.duty.enter', {
        section: sheet.name,
      }),
      about: [sheet.class_code, sheet.term_name, sheet.return_reason].filter(Boolean).join(' · '),
      due: sheet.term_ends,
      href: `/bang-diem/${sheet.id}`,
      act: t('students.marks.duty.enter_act'),
    })),
    ...(markings > 0
      ? [
          {
            title: t('students.marks.duty.mark', { count: markings }),
            about: '',
            due: null,
            href: '/de-nghi-diem',
            act: t('students.marks.duty.mark_act'),
          },
        ]
      : []),
  ]
}

async function officeDuties(db: Db, { actor, t }: Context): Promise<Duty[]> {
  const places = reach(actor, 'students.edit')
  if (places === 'all' || places.length === 0) return []
  const sheets = await listSubmitted(db, places, shown)
  const waiting = await countRequests(db, places)
  const mayApprove = may(actor, 'students.approve')
  const count = (n: number, key: 'decide' | 'assign' | 'recognition', href: string): Duty[] =>
    n > 0
      ? [
          {
            title: t.dynamic(`students.marks.duty.${key}`, { count: n }),
            about: '',
            due: null,
            href,
            act: t.dynamic(`students.marks.duty.${key}_act`),
          },
        ]
      : []
  return [
    ...sheets.map((sheet) => ({
      title: t('students.marks.duty.post', { section: sheet.name }),
      about: [sheet.class_code, sheet.term_name].filter(Boolean).join(' · '),
      due: null,
      href: `/bang-diem/${sheet.id}#chot`,
      act: t('students.marks.duty.post_act'),
    })),
    ...count(waiting.to_assign, 'assign', '/de-nghi-diem'),
    ...(mayApprove ? count(waiting.to_decide, 'decide', '/de-nghi-diem') : []),
    ...(mayApprove ? count(waiting.recognitions, 'recognition', '/cong-nhan') : []),
  ]
}
