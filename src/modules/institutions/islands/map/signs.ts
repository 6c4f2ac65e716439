import { shapes } from '../../pages/map/shapes.ts'
import type { MapWords } from '../../pages/map/settings.ts'
import type { MapPlace, PlaceFacts } from './data.ts'

const svg = 'http://www.w3.org/2000/svg'

/** The sign of one institution: a button, told by shape, colour and its words. */
export function placeElement(facts: PlaceFacts, words: MapWords): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = `map-point map-kind-${facts.type}`
  if (facts.geo_precision !== 'surveyed') button.classList.add('map-guess')
  button.setAttribute('aria-label', [facts.name, words.types[facts.type]].filter(Boolean).join(', '))
  button.title = facts.name
  const drawing = document.createElementNS(svg, 'svg')
  drawing.setAttribute('viewBox', '0 0 24 24')
  drawing.setAttribute('aria-hidden', 'true')
  const outline = document.createElementNS(svg, 'path')
  outline.setAttribute('d', (shapes as Record<string, string>)[facts.type] ?? shapes.college)
  drawing.append(outline)
  button.append(drawing)
  return button
}

/** Several institutions close together: a circle with their number. */
export function clusterElement(places: readonly MapPlace[], words: MapWords): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = places.length > 9 ? 'map-cluster map-cluster-large' : 'map-cluster'
  button.textContent = String(places.length)
  button.setAttribute('aria-label', words.cluster.replace('{n}', String(places.length)))
  return button
}

/** The point the search is near to. */
export function hereElement(words: MapWords): HTMLElement {
  const mark = document.createElement('div')
  mark.className = 'map-here'
  mark.title = words.you
  mark.setAttribute('role', 'img')
  mark.setAttribute('aria-label', words.you)
  return mark
}
