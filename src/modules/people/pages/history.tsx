import type { Translate } from '#platform/i18n/index.ts'
import { isDay } from '#platform/text/index.ts'
import { Timeline } from '#ui/index.ts'
import type { HistoryEntry } from '../store/history.ts'

/** Fields whose values the time line never prints. */
const silent = new Set([
  'ethnicity',
  'is_minority',
  'citizen_number_sealed',
  'citizen_number_index',
  'citizen_number_kind',
  'citizen_number_end',
])
/** Fields that say nothing to a reader. */
const inner = new Set([
  'name_key',
  'citizen_number_sealed',
  'citizen_number_index',
  'citizen_number_kind',
  'is_demo',
  'birth_year',
  'institution_id',
  'person_id',
  'items',
])

/** The time line of one or several records. Field names come from `<module>.field.<name>`. */
export function History({
  entries,
  t,
  fieldPrefix = 'people.field',
}: {
  entries: readonly HistoryEntry[]
  t: Translate
  fieldPrefix?: string
}) {
  // One act is one entry, however many rows it changed.
  const acts = [...Map.groupBy(entries, (entry) => entry.seq).values()]
  const items = acts.map((rows) => ({
    when: t.dateTime(rows[0]!.at),
    datetime: rows[0]!.at.toISOString(),
    title: wordsOf(rows[0]!, t),
    by: rows[0]!.actor_name,
    text: describeAll(rows, t, fieldPrefix),
  }))
  return (
    <Timeline
      label={t('people.history.title')}
      items={items}
      empty={<p class="text-muted">{t('people.history.empty')}</p>}
    />
  )
}

/** Words of an action: `<module>.act.<verb>`; a spreadsheet's act names its kind instead of a module's verb. */
function wordsOf({ action, before, after }: HistoryEntry, t: Translate): string {
  const [module, verb] = action.split('.')
  const key = `${module}.act.${verb}`
  if (t.has(key)) return t.dynamic(key)
  if (module !== 'imports') return t('people.history.other')
  return before !== null && after === null ? t('people.history.import_undone') : t('people.history.imported')
}

function describeAll(rows: readonly HistoryEntry[], t: Translate, prefix: string) {
  const parts = rows.flatMap((row) => describe(row, t, prefix) ?? [])
  return parts.length > 0 ? parts.map((part, at) => <div key={at}>{part}</div>) : undefined
}

function describe(entry: HistoryEntry, t: Translate, prefix: string) {
  const { before, after } = entry
  if (!before || !after) return reasonOf(entry)
  const names = Object.keys(after).filter((name) => !inner.has(name) && t.has(labelKey(name, t, prefix)))
  if (names.length === 0) return reasonOf(entry)
  return (
    <ul class="text-sm">
      {names.map((name) => (
        <li key={name}>
          {t.dynamic(labelKey(name, t, prefix))}
          {silent.has(name)
            ? `: ${t('people.history.changed')}`
            : `: ${show(before[name], t, name)} → ${show(after[name], t, name)}`}
        </li>
      ))}
    </ul>
  )
}

function labelKey(name: string, t: Translate, prefix: string): string {
  return t.has(`${prefix}.${name}`) ? `${prefix}.${name}` : `people.field.${name}`
}

function reasonOf(entry: HistoryEntry) {
  return typeof entry.after?.reason === 'string' ? entry.after.reason : undefined
}

function show(value: unknown, t: Translate, name: string): string {
  if (value === null || value === undefined || value === '') return t('people.value.unknown')
  if (typeof value === 'boolean') return value ? t('people.value.yes') : t('people.value.no')
  if (Array.isArray(value))
    return value.length > 0 ? value.map((one) => show(one, t, name)).join(', ') : t('people.value.unknown')
  const text = String(value)
  if (isDay(text)) return t.date(text)
  for (const key of [`people.${name}.${text}`, `staff.${name}.${text}`]) if (t.has(key)) return t.dynamic(key)
  return text
}
