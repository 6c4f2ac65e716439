import { z } from 'zod'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { isDay } from '#platform/text/index.ts'
import { Empty, LinkButton, PageHeader, Pager, Section, Table } from '#ui/index.ts'
import { weekdayAndDay } from '../../clash-words.ts'
import { isClock } from '../../time.ts'
import { listBlocks, type Block, type BlockPlace } from '../../store/blocks.ts'
import { countUntaken, listOwnWaiting, listUntaken } from '../../store/duty.ts'
import { choosePlace, inPlace, PlaceForm } from '../place.tsx'
import { registerWords } from './register-words.ts'

const shown = 50

const Query = z.object({
  'co-so': z.string().max(100).optional().catch(undefined),
  sau: z.string().max(100).optional().catch(undefined),
})
type Query = z.output<typeof Query>

/** Sessions whose attendance is to be taken: one's own today and before; for the office, every past one of the school. */
export const registerList = definePage({
  path: '/diem-danh',
  permission: 'students.teach',
  query: Query,
  island: 'students/register',
  load: loadList,
  title: (_data, t) => t('students.teaching.register.list'),
  view: (data, context) => {
    const { own, done, account } = data
    const { t, today } = context
    return (
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
        <Untaken data={data} context={context} />
      </>
    )
  },
})
type Data = Awaited<ReturnType<typeof loadList>>

async function loadList({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const place = await choosePlace(db, actor, today, query['co-so'])
  const person = actor.kind === 'account' ? actor.personId : undefined
  const todays = person ? await listBlocks(db, { teacher: person, from_date: today, to_date: today }) : []
  return {
    place,
    account: actor.kind === 'account' ? actor.id : '',
    own: person ? await listOwnWaiting(db, person, today, shown) : [],
    done: todays.filter((block) => block.state === 'held'),
    isContinued: query.sau !== undefined,
    count: place.mayEdit ? ((await countUntaken(db, [place.here.id], today))[0]?.count ?? 0) : 0,
    untaken: place.mayEdit
      ? await listUntaken(db, place.here.id, today, { after: placeOf(query.sau), limit: shown + 1 })
      : [],
  }
}

const markOf = (block: Block): string => writePageMark(`${block.on_date} ${block.from_time}`, block.id)

function placeOf(text: string | undefined): BlockPlace | undefined {
  const mark = readPageMark(text)
  const [on_date = '', from_time = ''] = mark?.key.split(' ') ?? []
  return mark && isDay(on_date) && isClock(from_time) ? { on_date, from_time, id: mark.id } : undefined
}

/** What the office finds open: every past session of the school nobody has taken. */
function Untaken({ data, context }: { data: Data; context: ViewContext }) {
  const { place, count, untaken, isContinued } = data
  const { t, today } = context
  if (!place.mayEdit) return null
  const here = (sau?: string) => inPlace(place, '/diem-danh', { sau })
  const rows = untaken.slice(0, shown)
  return (
    <Section
      title={t('students.teaching.register.all')}
      lead={
        count > 0
          ? t('students.teaching.register.all_lead', { count })
          : t('students.teaching.register.all_taken')
      }
    >
      <PlaceForm place={place} context={context} />
      {rows.length > 0 && <Sessions rows={rows} act="students.teaching.register.open" t={t} today={today} />}
      <Pager
        label={t('students.teaching.paging')}
        previous={isContinued ? here() : undefined}
        previousLabel={t('students.teaching.first_page')}
        next={untaken.length > shown ? here(markOf(rows.at(-1)!)) : undefined}
        nextLabel={t('students.teaching.next_page')}
      />
    </Section>
  )
}

type T = ViewContext['t']

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
