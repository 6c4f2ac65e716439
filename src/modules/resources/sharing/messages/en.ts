import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  'resources.sharing.title': 'Share by a link',
  'resources.sharing.open': 'Share by a link',
  'resources.sharing.lead':
    'Whoever has the link sees version {number} until the day given, even before it is published.',
  'resources.sharing.none': 'No link is in use',
  'resources.sharing.link': 'Link',
  'resources.sharing.until': 'Works until the end of {day}. Made by {name}.',
  'resources.sharing.end': 'End this link',
  'resources.sharing.ended': 'The link no longer opens.',
  'resources.sharing.make': 'Make a link',
  'resources.sharing.make_act': 'Make link',
  'resources.sharing.made': 'Link made. Copy it and send it to who needs to see.',
  'resources.sharing.to_date': 'Works until the end of',
  'resources.sharing.note': 'For whom',
  'resources.sharing.seen': 'You see this because you have a link to it, until the end of {day}',
  'resources.sharing.error.day': 'Write the day as 22/11/2026.',
  'resources.sharing.error.waits':
    'This version has a day to open that is still ahead. It is published on that day; until then the published one stays.',
  'resources.sharing.error.past': 'This day is over. Choose today or later.',
  'resources.sharing.error.long':
    'A link holds for a year at most. Choose an earlier day; make a new one when it is over.',
  'resources.catalogue.field.open_on': 'Open to readers from',
  'resources.catalogue.open_on_hint':
    'Left empty it opens when it is published. Before that day only the school of its authors sees it.',
  'resources.catalogue.error.open_on': 'Write the day as 22/11/2026.',
  'resources.catalogue.embargo':
    'Open to readers from {day}; before that only the school of its authors sees it.',
  'resources.catalogue.item_fixed': 'Keep the version published now; do not follow newer ones',
  'resources.action.end-link': 'End a share link',
  'resources.action.make-link': 'Make a share link',
  'resources.action.open-due': 'Open resources that are due',
}
