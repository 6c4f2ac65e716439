import type { Translate } from '#platform/i18n/index.ts'
import type { Detail } from './detail.tsx'

export type HistoryEvent = {
  day: string | null
  title: string
  note?: string | undefined
  href?: string | undefined
}

/** What happened to an institution, newest first; things without a known day come last. */
export function events(
  { institution, names, standings, relations, recognitions }: Detail,
  t: Translate,
): HistoryEvent[] {
  const decision = (no: string | null) => (no ? t('institutions.event.decision', { no }) : undefined)
  const all: HistoryEvent[] = [
    ...names.flatMap((one) => [
      ...(one.from_date
        ? [
            {
              day: one.from_date,
              title: t('institutions.event.named', { name: one.name }),
              note: decision(one.decision_no),
            },
          ]
        : []),
      ...(one.to_date && one.name !== institution.name
        ? [{ day: one.to_date, title: t('institutions.event.last_named', { name: one.name }) }]
        : []),
    ]),
    ...standings.flatMap((one) =>
      one.from_date && one.status !== 'merged'
        ? [
            {
              day: one.from_date,
              title: t.dynamic(`institutions.event.${one.status}`),
              note: decision(one.decision_no),
            },
          ]
        : [],
    ),
    ...relations.after.map((one) => ({
      day: one.on_date,
      title: t.dynamic(`institutions.event.${one.kind}_into`, { name: one.name }),
      note: decision(one.decision_no),
      href: `/co-so/${one.code}`,
    })),
    ...relations.before.map((one) => ({
      day: one.on_date,
      title: t.dynamic(`institutions.event.${one.kind}_from`, { name: one.name }),
      note: decision(one.decision_no),
      href: `/co-so/${one.code}`,
    })),
    ...recognitions.map((one) => ({
      day: one.valid_from,
      title: t.dynamic(`institutions.recognition.${one.kind}`),
      note: decision(one.decision_no),
    })),
    ...(institution.founded_year
      ? [{ day: null, title: t('institutions.event.founded', { year: String(institution.founded_year) }) }]
      : []),
  ]
  return all.toSorted((a, b) => (b.day ?? '').localeCompare(a.day ?? ''))
}
