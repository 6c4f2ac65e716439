import type { ViewContext } from '#platform/pages/page.ts'
import type { Place } from '#platform/access.ts'
import { Facts, type Fact } from '#ui/index.ts'
import { maskCitizenNumber } from '../citizen.ts'
import { birthText, type Person } from '../person.ts'

/** What is known of a person, in two columns: the citizen number masked, ethnicity only for those who may see it. */
export function PersonFacts({
  person,
  place,
  context,
}: {
  person: Person
  place: Place
  context: ViewContext
}) {
  const { t, may } = context
  const unknown = t('people.value.unknown')
  const items: Fact[] = [
    { label: t('people.field.birth'), value: birthText(person) || unknown },
    { label: t('people.field.sex'), value: person.sex ? t.dynamic(`people.sex.${person.sex}`) : unknown },
    {
      label:
        person.citizen_number_kind === 'cmnd'
          ? t('people.field.identity_card')
          : t('people.field.citizen_number'),
      value: <span class="tabular-nums">{maskCitizenNumber(person) || unknown}</span>,
    },
    {
      label: t('people.field.phone'),
      value: person.phone ? <a href={`tel:${person.phone}`}>{person.phone}</a> : unknown,
    },
    {
      label: t('people.field.email'),
      value: person.email ? <a href={`mailto:${person.email}`}>{person.email}</a> : unknown,
    },
  ]
  if (may('people.read-sensitive', place)) {
    const minority = person.is_minority ? t('people.value.minority') : unknown
    items.push({ label: t('people.field.ethnicity'), value: person.ethnicity ?? minority })
  }
  return <Facts items={items} />
}
