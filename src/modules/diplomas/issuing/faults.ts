import { isName, splitName } from '#platform/text/index.ts'
import type { PersonFactsRow } from '#modules/people/index.ts'
import type { DiplomaContent } from '../diploma.ts'
import { findMissing, type Kind } from '../kinds/kind.ts'
import type { Candidate, Fault } from './run.ts'

/** What the check of one line rests on. */
export type Known = {
  kind: Pick<Kind, 'required'>
  candidate: Candidate
  person: PersonFactsRow | undefined
  content: DiplomaContent
  /** Another record that looks like the same person. */
  twin: string | undefined
  /** A diploma of the same programme the person holds already. */
  held: { id: string; serial: string | null; entry_no: string | null } | undefined
  /** The person stands on the list more than once. */
  isTwice: boolean
}

const numberOf = ({ serial, entry_no }: NonNullable<Known['held']>): Fault['params'] =>
  serial === null ? { entry_no: entry_no ?? '' } : { serial }

/** Every "no" that keeps a line from getting a number, each with where it is mended. */
export function findFaults({ kind, candidate, person, content, twin, held, isTwice }: Known): Fault[] {
  const fault = (code: string, href: string | null, params: Fault['params'] = {}): Fault => ({
    code,
    params,
    href,
  })
  if (!person) return [fault('out_of_reach', null, { name: candidate.name })]
  const { holder } = content
  const mend = candidate.href
  const faults: Fault[] = []
  if (!isName(holder.full_name) || splitName(holder.full_name).family === '')
    faults.push(fault('name', mend, { name: holder.full_name }))
  if (!person.has_number) faults.push(fault('no_number', mend))
  if (!holder.birth_date) faults.push(fault('birth', mend))
  if (twin) faults.push(fault('twin', `/nguoi/${twin}`))
  if (held) faults.push(fault('held', `/van-bang-cap/${held.id}`, numberOf(held)))
  if (isTwice) faults.push(fault('twice', null))
  for (const field of findMissing(kind, content))
    if (field !== 'holder.birth' && field !== 'holder.full_name')
      faults.push(fault('missing', mend, { field }))
  return faults
}
