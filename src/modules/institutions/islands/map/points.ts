import { Marker, Popup, type Map as LibreMap } from 'maplibre-gl'
import type { MapSettings, MapWords } from '../../pages/map/settings.ts'
import { indexPlaces, type Spot } from './clusters.ts'
import type { MapPlace } from './data.ts'
import { clusterContent, placeContent } from './popup.ts'
import { clusterElement, hereElement, placeElement } from './signs.ts'

/** What the list may ask of the points. */
export type Points = {
  /** Lights up the point of an institution, or the circle it is in; undefined puts it out. */
  highlight: (code: string | undefined) => void
  /** Goes to the point of an institution and opens its card. */
  open: (code: string) => void
}

type Card = (spot: Spot) => void

/** Puts the places on the map as buttons, joined into circles where they are close, and keeps them so as the view moves. */
export function showPoints(map: LibreMap, places: readonly MapPlace[], settings: MapSettings): Points {
  const spotsIn = indexPlaces(places)
  const shown = new Map<string, { spot: Spot; marker: Marker }>()
  const card = cardOf(map, settings.words, (code) => findShown(shown, code))
  let lit: string | undefined
  const light = () => {
    for (const { spot, marker } of shown.values())
      marker.getElement().classList.toggle('is-lit', lit !== undefined && hasCode(spot, lit))
  }
  const draw = () => {
    const [[west, south], [east, north]] = map.getBounds().toArray()
    const spots = spotsIn({ west, south, east, north, zoom: map.getZoom() })
    removeOthers(map, shown, new Set(spots.map((spot) => spot.key)))
    for (const spot of spots)
      if (!shown.has(spot.key))
        shown.set(spot.key, { spot, marker: markSpot(map, spot, settings.words, card) })
    light()
  }
  if (settings.near) new Marker({ element: hereElement(settings.words) }).setLngLat(settings.near).addTo(map)
  map.on('moveend', draw)
  map.on('resize', draw)
  draw()
  return {
    highlight: (code) => {
      lit = code
      light()
    },
    open: (code) => {
      const place = places.find((each) => each.facts.code === code)
      if (!place) return
      const { lon, lat } = place
      map.once('moveend', () => card({ key: code, lon, lat, places: [place], opensAt: undefined }))
      map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 14) })
    },
  }
}

function hasCode(spot: Spot, code: string): boolean {
  return spot.places.some((place) => place.facts.code === code)
}

function findShown(
  shown: ReadonlyMap<string, { spot: Spot; marker: Marker }>,
  code: string,
): HTMLElement | undefined {
  return [...shown.values()].find(({ spot }) => hasCode(spot, code))?.marker.getElement()
}

/** Takes away what is no longer in the view; focus that stood on it goes to the map, never back to the top of the page. */
function removeOthers(
  map: LibreMap,
  shown: Map<string, { marker: Marker }>,
  kept: ReadonlySet<string>,
): void {
  for (const [key, { marker }] of shown) {
    if (kept.has(key)) continue
    const hadFocus = marker.getElement() === document.activeElement
    marker.remove()
    shown.delete(key)
    if (hadFocus) map.getCanvas().focus({ preventScroll: true })
  }
}

/** A sign or a circle on the map; pressing it opens its card, or the circle. */
function markSpot(map: LibreMap, spot: Spot, words: MapWords, card: Card): Marker {
  const [first] = spot.places
  const element =
    spot.places.length === 1 && first ? placeElement(first.facts, words) : clusterElement(spot.places, words)
  element.addEventListener('click', (event) => {
    // the map itself would take the click for one beside the card and close it
    event.stopPropagation()
    if (spot.opensAt === undefined) card(spot)
    else map.easeTo({ center: [spot.lon, spot.lat], zoom: spot.opensAt })
  })
  return new Marker({ element }).setLngLat([spot.lon, spot.lat]).addTo(map)
}

/** A card near the edge is cut off there: the map moves under it until all of it shows, its top first. */
function bringIntoView(map: LibreMap, card: HTMLElement): void {
  const margin = 8
  const [box, frame] = [card.getBoundingClientRect(), map.getContainer().getBoundingClientRect()]
  const shift = (low: number, high: number) => (low < 0 ? low : Math.min(low, Math.max(0, high)))
  const right = shift(box.left - frame.left - margin, box.right - frame.right + margin)
  const down = shift(box.top - frame.top - margin, box.bottom - frame.bottom + margin)
  if (right !== 0 || down !== 0) map.panBy([right, down])
}

/** One card at a time; Escape closes it, and focus goes back to the sign it belongs to. */
function cardOf(map: LibreMap, words: MapWords, find: (code: string) => HTMLElement | undefined): Card {
  let current: Popup | undefined
  return ({ lon, lat, places }) => {
    const [first] = places
    if (!first) return
    current?.remove()
    const all = places.map((place) => place.facts)
    const content = all.length === 1 ? placeContent(first.facts, words) : clusterContent(all, words)
    const popup = new Popup({ offset: 16, maxWidth: '19rem', focusAfterOpen: false })
      .setLngLat([lon, lat])
      .setDOMContent(content)
      .addTo(map)
    current = popup
    const frame = popup.getElement()
    bringIntoView(map, frame)
    // without scrolling: what is cut off comes into view with the map, which is moved above
    frame.querySelector<HTMLElement>('a[href]')?.focus({ preventScroll: true })
    frame.addEventListener('keydown', (event) => event.key === 'Escape' && popup.remove())
    popup.on('close', () => {
      if (document.activeElement === document.body) find(first.facts.code)?.focus({ preventScroll: true })
    })
  }
}
