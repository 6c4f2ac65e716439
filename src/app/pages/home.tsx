import { definePage } from '#platform/pages/page.ts'
import type { LoadContext } from '#platform/pages/page.ts'
import type { AgendaItem, Duty, TodayFigure } from '#platform/module.ts'
import {
  Agenda,
  Card,
  Cards,
  DutyList,
  Empty,
  PageHeader,
  SearchBox,
  Section,
  Stat,
  Stats,
} from '#ui/index.ts'

type Data = { duties: Duty[]; agenda: AgendaItem[]; figures: TodayFigure[]; isPublic: boolean }

/** "Hôm nay": the lessons of the day and the acts that wait for the person signed in, most urgent first; for the public, what one can do here. */
export const homePage = definePage({
  path: '/',
  permission: 'public',
  load: gather,
  title: ({ isPublic }, t) => t(isPublic ? 'app.public.title' : 'app.home'),
  view: ({ duties, agenda, figures }, { t, actor, today, app }) => {
    if (actor.kind !== 'account') return <PublicStart t={t} app={app} />
    return (
      <>
        <PageHeader
          title={t('app.home.greeting', { name: actor.name })}
          lead={
            duties.length > 0
              ? t('app.home.waiting', { count: duties.length, day: t.date(today) })
              : t.date(today)
          }
        />
        {agenda.length > 0 ? (
          <>
            <Section title={t('app.home.agenda')}>
              <Agenda label={t('app.home.agenda')} items={agenda} />
            </Section>
            <Section title={t('app.home.duties')}>
              <Duties duties={duties} today={today} t={t} />
            </Section>
          </>
        ) : (
          <Duties duties={duties} today={today} t={t} />
        )}
        {figures.length > 0 && (
          <Section title={t('app.home.figures')}>
            <Stats>
              {figures.slice(0, 4).map((figure) => (
                <Stat key={figure.href} figure={figure.value} label={figure.label} href={figure.href} />
              ))}
            </Stats>
          </Section>
        )}
      </>
    )
  },
})

function Duties({ duties, today, t }: { duties: readonly Duty[]; today: string; t: LoadContext['t'] }) {
  return (
    <DutyList
      label={t('app.home.duties')}
      items={duties.map((duty) => ({
        what: duty.title,
        forWhom: duty.about,
        due: duty.due ? t('app.home.due', { day: t.date(duty.due) }) : undefined,
        urgency: urgency(duty.due, today),
        href: duty.href,
        action: duty.act,
      }))}
      empty={<Empty title={t('app.home.nothing')}>{t('app.home.nothing_hint')}</Empty>}
    />
  )
}

const soonDays = 7

/** Late after its day, soon in the week before it. */
function urgency(due: string | null, today: string): 'late' | 'soon' | 'later' | undefined {
  if (due === null) return undefined
  if (due < today) return 'late'
  const daysLeft = (Date.parse(due) - Date.parse(today)) / 86_400_000
  return daysLeft <= soonDays ? 'soon' : 'later'
}

/** Asks every module what waits for this person. */
async function gather({ db, actor, t, today, app }: LoadContext): Promise<Data> {
  if (actor.kind !== 'account') return { duties: [], agenda: [], figures: [], isPublic: true }
  const context = { actor, t, today, app }
  const duties: Duty[] = []
  const agenda: AgendaItem[] = []
  const figures: TodayFigure[] = []
  for (const module of app.modules) {
    duties.push(...((await module.duties?.(db, context)) ?? []))
    agenda.push(...((await module.agenda?.(db, context)) ?? []))
    figures.push(...((await module.figures?.(db, context)) ?? []))
  }
  const dated = (duty: Duty) => duty.due ?? '9999-12-31'
  return {
    duties: duties.toSorted((a, b) => (dated(a) < dated(b) ? -1 : dated(a) > dated(b) ? 1 : 0)),
    agenda: agenda.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)),
    figures,
    isPublic: false,
  }
}

/** The doors are what the modules open to the public. */
function PublicStart({ t, app }: Pick<LoadContext, 't' | 'app'>) {
  const doors = app.modules
    .toReversed()
    .flatMap((module) => module.nav ?? [])
    .flatMap(({ href, label, hint }) => (hint ? [{ href, title: t(label), text: t(hint) }] : []))
  return (
    <>
      <PageHeader title={t('app.public.title')} lead={t('app.public.lead')} />
      <div class="mb-10">
        <SearchBox
          action="/co-so"
          label={t('app.public.find')}
          button={t('app.search')}
          large
          idPrefix="main"
        />
      </div>
      <Cards>
        {doors.map((door) => (
          <Card key={door.href} title={door.title} href={door.href}>
            {door.text}
          </Card>
        ))}
      </Cards>
    </>
  )
}
