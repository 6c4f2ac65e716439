import { Marker, type Map as LibreMap } from 'maplibre-gl'
import type { MapName } from '../../pages/map/settings.ts'

type Written = { name: MapName; element: HTMLElement }
type Box = { left: number; right: number; top: number; bottom: number }

/** Ward names appear from this zoom on. */
const wardZoom = 7

/** Writes the names on the map as HTML, so that no font server is asked; of names that would overlap the first stays. */
export function writeNames(map: LibreMap, names: readonly MapName[]): void {
  const written = names.map((name) => write(map, name))
  const tidy = () => hideOverlaps(map, written)
  map.on('moveend', tidy)
  map.on('resize', tidy)
  tidy()
}

function write(map: LibreMap, name: MapName): Written {
  const element = document.createElement('div')
  element.className = `map-name map-name-${name.kind}`
  element.textContent = name.name
  // what a ward is called is in the list too; read out one by one they would only be in the way
  if (name.kind === 'ward') element.setAttribute('aria-hidden', 'true')
  new Marker({ element, anchor: name.kind === 'ward' ? 'center' : 'top' })
    .setLngLat([name.lon, name.lat])
    .addTo(map)
  return { name, element }
}

function hideOverlaps(map: LibreMap, written: readonly Written[]): void {
  const isNear = map.getZoom() >= wardZoom
  const taken: Box[] = signsOf(map)
  const ordered = written.toSorted(
    (a, b) => Number(b.name.kind === 'islands') - Number(a.name.kind === 'islands'),
  )
  for (const { name, element } of ordered) {
    const box = boxOf(map, name)
    const isShown = name.kind === 'islands' || (isNear && !taken.some((other) => overlap(box, other)))
    element.hidden = !isShown
    if (isShown) taken.push(box)
  }
}

/** Room the institutions' signs take: a name never lies under one. */
function signsOf(map: LibreMap): Box[] {
  const origin = map.getContainer().getBoundingClientRect()
  return [...map.getContainer().querySelectorAll('.map-point, .map-cluster')].map((sign) => {
    const { left, right, top, bottom } = sign.getBoundingClientRect()
    return {
      left: left - origin.left,
      right: right - origin.left,
      top: top - origin.top,
      bottom: bottom - origin.top,
    }
  })
}

/** Estimated from the letters: measuring 40 elements at each move would be slow. */
function boxOf(map: LibreMap, { name, lat, lon, kind }: MapName): Box {
  const { x, y } = map.project([lon, lat])
  const [width, height] = kind === 'ward' ? [name.length * 6.4 + 8, 18] : [150, 44]
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
