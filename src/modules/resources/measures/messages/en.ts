import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  'resources.subject.activity': 'Activity in the repository',
  'resources.measure.shares': 'Shares {count, plural, one {one resource} other {# resources}}, since {day}.',
  'resources.measure.school_only':
    '{count, plural, one {One resource} other {# resources}} approved within the school, none shared beyond it.',
  'resources.measure.taken_down':
    '{count, plural, one {One shared resource was} other {# shared resources were}} taken down; none is open beyond the school.',
  'resources.measure.shares_none': 'No resource has been approved yet.',
  'resources.measure.contributing': 'Teachers with an accepted resource',
  'resources.measure.teachers': 'teachers',
  'resources.measure.accepted':
    '{count, plural, one {One accepted resource} other {# accepted resources}}, latest “{title}” on {day}.',
  'resources.measure.accepted_none': 'No resource has been accepted yet.',
  'resources.measure.accepted_on': 'Accepted on',
  'resources.measure.author': 'Resources of {name}',
  'resources.measure.author_lead': 'Versions that were reviewed and accepted, counted for their authors.',
  'resources.measure.author_none': 'No resource has been accepted yet',
}
