import { definePage, type LoadContext } from '#platform/pages/page.ts'
import { Empty, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { weekdayAndDay } from '../clash-words.ts'
import { listBlocks, type Block } from '../store/blocks.ts'
import { listOwnWaiting, listUntaken } from '../store/duty.ts'
import { choosePlace } from './place.tsx'
import { registerWords } from './register-words.ts'

const shown = 50

/** Sessions whose attendance is to be taken: one's own today and before; for the office, every past one of the school. */
export const registerList = definePage({
  path: '/diem-danh',
  permission: 'students.teach',
  island: 'students/register',
  load: loadList,
  title: (_data, t) => t('students.teaching.register.list'),
  view: ({ own, done, untaken, place, account }, { t, today }) => (
    <>
      <PageHeader
        title={t('students.teaching.register.list')}
        lead={t('students.teaching.register.list_lead')}
      />
      <div data-pending data-account={account} data-words={JSON.stringify(registerWords(t))}>
        <p class="register-state" role="status" data-status hidden />
      </div>
      <Section title={t('students.teaching.register.own')}>
        <Sessions rows={own} act="students.teaching.register.take" t={t} today={today} />
      </Section>
      {done.length > 0 && (
        <Section title={t('students.teaching.register.done_today')}>
          <Sessions rows={done} act="students.teaching.register.open" t={t} today={today} />
        </Section>
      )}
      {place.mayEdit && untaken.length > 0 && (
        <Section title={t('students.teaching.register.all')} lead={t('students.teaching.register.all_lead')}>
          <Sessions rows={untaken} act="students.teaching.register.open" t={t} today={today} />
        </Section>
      )}
    </>
  ),
})

async function loadList({ db, actor, today }: LoadContext) {
  const place = await choosePlace(db, actor, today, undefined)
  const person = actor.kind === 'account' ? actor.personId : undefined
  const todays = person ? await listBlocks(db, { teacher: person, from_date: today, to_date: today }) : []
  return {
    place,
    account: actor.kind === 'account' ? actor.id : '',
    own: person ? await listOwnWaiting(db, person, today, shown) : [],
    done: todays.filter((block) => block.state === 'held'),
    untaken: place.mayEdit ? await listUntaken(db, place.here.id, today, shown) : [],
  }
}

type T = Parameters<NonNullable<(typeof registerList)['title']>>[1]

function Sessions({ rows, act, t, today }: { rows: readonly Block[]; act: string; t: T; today: string }) {
  return (
    <Table
      caption={t('students.teaching.register.list')}
      rows={rows}
      rowKey={(block) => block.id}
      columns={[
        {
          key: 'section',
          label: t('students.teaching.field.section'),
          render: (block) => `${block.section_name} · ${block.class_code ?? t('students.teaching.mixed')}`,
        },
        {
          key: 'time',
          label: t('students.teaching.field.time'),
          render: (block) =>
            `${block.on_date === today ? t('students.teaching.today') : weekdayAndDay(t, block.on_date)}, ${block.from_time}–${block.to_time}`,
        },
        { key: 'room', label: t('students.teaching.field.room'), render: (block) => block.room_code ?? '–' },
        {
          key: 'act',
          label: t('students.teaching.register.list'),
          render: (block) => (
            <LinkButton
              small
              href={`/diem-danh/${block.id}`}
              label={`${t.dynamic(act)}: ${block.section_name}, ${t.date(block.on_date)} ${block.from_time}`}
            >
              {t.dynamic(act)}
            </LinkButton>
          ),
        },
      ]}
      empty={
        <Empty title={t('students.teaching.register.nothing')}>
          {t('students.teaching.register.nothing_hint')}
        </Empty>
      }
    />
  )
}
