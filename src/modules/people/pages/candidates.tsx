import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { RadioGroup } from '#ui/index.ts'
import { maskCitizenNumber } from '../citizen.ts'
import { birthText } from '../person.ts'
import type { Candidate } from '../store/duplicates.ts'

const prefix = 'same_person.'

/**
 * Field errors by which an action that found look-alikes asks which one is meant: `same_person.<id>` with a sentence of
 * each. `CandidateChoice` shows them as choices; the answer comes back as `same_person`.
 */
export function candidateErrors(candidates: readonly Candidate[], t: Translate): Record<string, string> {
  return Object.fromEntries(
    candidates.map((candidate) => [`${prefix}${candidate.id}`, describe(candidate, t)]),
  )
}

function describe({ person, reasons }: Candidate, t: Translate): string {
  const why = reasons.map((reason) => t.dynamic(`people.same.${reason}`)).join(', ')
  if (!person) return t('people.candidate.elsewhere', { why })
  const facts = [person.full_name, birthText(person), maskCitizenNumber(person), person.phone]
    .filter(Boolean)
    .join(' · ')
  return t('people.candidate.this_one', { facts, why })
}

/** Records that may be the person being added: one of them, or somebody new. Nothing when none were found. */
export function CandidateChoice({ context: { t, form } }: { context: ViewContext }) {
  const found = Object.entries(form.errors).filter(([field]) => field.startsWith(prefix))
  if (found.length === 0) return null
  return (
    <>
      {found.map(([field]) => (
        <span key={field} id={`f-${field.replace('.', '-')}`} />
      ))}
      <RadioGroup
        name="same_person"
        value={form.field('same_person').value}
        label={t('people.candidate.question')}
        hint={t('people.candidate.hint')}
        options={[
          ...found.map(([field, sentence]) => ({ value: field.slice(prefix.length), label: sentence })),
          { value: 'new', label: t('people.candidate.new_one') },
        ]}
      />
    </>
  )
}
