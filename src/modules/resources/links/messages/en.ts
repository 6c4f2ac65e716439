import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  'resources.links.dead': 'This link probably no longer opens',
  'resources.links.since': 'It did not open at any check since {day}: {why}.',
  'resources.links.badge': 'Link does not open',
  'resources.links.duty': 'Mend the link of “{title}”',
  'resources.links.duty_act': 'Open',
  'resources.links.fault.status': 'the server answers with code {status}',
  'resources.links.fault.unknown_host': 'there is no server called {host}',
  'resources.links.fault.refused': 'the server {host} takes no connection',
  'resources.links.fault.slow': 'the server does not answer',
  'resources.links.fault.certificate': 'the certificate of {host} is not right',
  'resources.links.fault.redirects': 'the address leads round in circles',
  'resources.links.fault.broken': 'the connection broke ({code})',
  'resources.action.note-links': 'Note which links open',
}
