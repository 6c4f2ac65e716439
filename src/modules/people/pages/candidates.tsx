import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, RadioGroup } from '#ui/index.ts'
import { birthText } from '../person.ts'
import { maskCitizenNumber } from '../citizen.ts'
import type { Candidate } from '../store/duplicates.ts'

/** Records that may be the person being added, to choose from: one of them, or somebody new. Sent as `same_person`. */
export function CandidateChoice({ candidates, context }: { candidates: readonly Candidate[]; context: ViewContext }) {
  const { t, form } = context
  const options = candidates.map((candidate) => ({
    value: candidate.id,
    label: candidate.person ? t('people.candidate.this_one', { name: candidate.person.full_name }) : t('people.candidate.same_number'),
    hint: describeCandidate(candidate, context),
  }))
  const hasCertain = candidates.some((candidate) => candidate.certainty === 'certain')
  return (
    <RadioGroup
      {...form.field('same_person')}
      label={t('people.candidate.question')}
      hint={t('people.candidate.hint')}
      options={hasCertain ? options : [...options, { value: 'new', label: t('people.candidate.new_one') }]}
    />
  )
}

function describeCandidate(candidate: Candidate, { t }: ViewContext): string {
  const why = candidate.reasons.map((reason) => t.dynamic(`people.same.${reason}`)).join(', ')
  const { person } = candidate
  if (!person) return why
  const facts = [birthText(person), maskCitizenNumber(person), person.phone].filter(Boolean).join(' · ')
  return facts ? `${facts} (${why})` : why
}

/** How sure it is, as a badge. */
export function CertaintyBadge({ candidate, context: { t } }: { candidate: Pick<Candidate, 'certainty'>; context: ViewContext }) {
  const kind = candidate.certainty === 'certain' ? 'error' : candidate.certainty === 'likely' ? 'warning' : 'neutral'
  return <Badge kind={kind}>{t.dynamic(`people.certainty.${candidate.certainty}`)}</Badge>
}
