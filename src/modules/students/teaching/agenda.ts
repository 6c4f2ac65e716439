import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { AgendaItem } from '#platform/module.ts'
import { hasEnded } from '../enrolment.ts'
import { listEnrolmentsOf } from '../store/enrolment.ts'
import { listBlocks, type Block } from './store/blocks.ts'
import { listOwnTeachers } from './store/own.ts'

type Context = { actor: Actor; t: Translate; today: string }

/** The lessons the reader gives today, and those they attend. */
export async function teachingAgenda(db: Db, { actor, t, today }: Context): Promise<AgendaItem[]> {
  if (actor.kind !== 'account' || !actor.personId) return []
  const day = { from_date: today, to_date: today }
  const items: AgendaItem[] = []
  if (may(actor, 'students.teach'))
    for (const block of await listBlocks(db, { ...day, teacher: actor.personId }))
      items.push(itemOf(t, block, block.class_code ?? t('students.teaching.mixed'), `/diem-danh/${block.id}`))
  if (!may(actor, 'students.learn')) return items
  const teachers = await listOwnTeachers(db)
  for (const enrolment of await listEnrolmentsOf(db, actor.personId)) {
    if (hasEnded(enrolment.state)) continue
    for (const block of await listBlocks(db, { ...day, enrolment: enrolment.id }))
      items.push(itemOf(t, block, teachers.get(block.teacher_person_id ?? ''), '/hoc-tap/thoi-khoa-bieu'))
  }
  return items
}

function itemOf(t: Translate, block: Block, who: string | undefined, href: string): AgendaItem {
  const where = block.delivery === 'online' ? t('students.teaching.delivery.online') : block.room_code
  return {
    time: `${block.from_time}–${block.to_time}`,
    title: block.section_name,
    about: [who, where, block.topic].filter(Boolean).join(' · '),
    href,
  }
}
