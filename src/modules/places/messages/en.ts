export const en = {
  'places.nav': 'Places',
  'places.list.title': 'Administrative units',
  'places.list.lead': 'Units in force on {day}.',
  'places.list.search': 'Name of a ward or commune, old or new',
  'places.list.empty': 'No unit matches',
  'places.list.empty_hint': 'Try another name or another day.',
  'places.field.name': 'Name',
  'places.field.code': 'Code',
  'places.field.from': 'From',
  'places.field.to': 'Until',
  'places.field.still': 'now',
  'places.reorganise.open': 'Import a reorganisation',
} as const
