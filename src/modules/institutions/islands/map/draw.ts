import {
  Map as LibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type LngLatBoundsLike,
  type StyleSpecification,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { MapSettings } from '../../pages/map/settings.ts'
import { closestZoom } from './clusters.ts'
import { fetchBoundaries, type Boundaries, type MapPlace } from './data.ts'
import { followList } from './list.ts'
import { writeNames } from './names.ts'
import { showPoints } from './points.ts'
import { fitPaper } from './paper.ts'

/** MapLibre reads neither custom properties nor OKLCH, so the ground's colours stand here, for each scheme. */
const grounds = {
  light: { land: '#f4f0ea', area: '#fbf9f5', line: '#b7a7bd' },
  dark: { land: '#241f28', area: '#2d2732', line: '#6d5f75' },
}
export type Ground = keyof typeof grounds

/** Draws the map and joins it to the list and the buttons. Answers what the status line says then. */
export function drawMap(panel: HTMLElement, settings: MapSettings, places: readonly MapPlace[]): string {
  const container = panel.querySelector<HTMLElement>('[data-map-canvas]')
  if (!container) return ''
  setWorkerUrl(workerUrl)
  const map = openMap(container, settings, places)
  if (!map) return settings.words.noWebgl
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left')
  // a missing tile leaves the plain ground; nothing else is fetched by the map itself
  map.on('error', ({ error }) => console.warn(error.message))
  const points = showPoints(map, places, settings)
  writeNames(map, settings.names)
  followList(points, panel)
  fitPaper(map, container, (ground) => paintGround(map, ground))
  joinButtons(map, panel, settings)
  void addBoundaries(map, panel, settings)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
    paintGround(map, currentGround()),
  )
  return places.length === 0 ? settings.words.noPoints : ''
}

/** Undefined where the device cannot draw (no WebGL). */
function openMap(
  container: HTMLElement,
  settings: MapSettings,
  places: readonly MapPlace[],
): LibreMap | undefined {
  const { words } = settings
  try {
    return new LibreMap({
      container,
      style: groundStyle(settings.tiles),
      bounds: firstView(settings, places),
      fitBoundsOptions: { padding: 36, maxZoom: 14 },
      minZoom: 3,
      maxZoom: closestZoom,
      renderWorldCopies: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
      cooperativeGestures: matchMedia('(pointer: coarse)').matches,
      // printing copies the drawing
      canvasContextAttributes: { preserveDrawingBuffer: true },
      locale: {
        'Map.Title': words.region,
        'NavigationControl.ZoomIn': words.zoomIn,
        'NavigationControl.ZoomOut': words.zoomOut,
        'Popup.Close': words.close,
        'CooperativeGesturesHandler.MobileHelpText': words.twoFingers,
        'CooperativeGesturesHandler.WindowsHelpText': words.ctrlScroll,
        'CooperativeGesturesHandler.MacHelpText': words.ctrlScroll,
      },
    })
  } catch (error) {
    console.warn(error)
    return undefined
  }
}

/** A plain ground; over it the installation's own tiles, when it has some. */
function groundStyle(tiles: string | null): StyleSpecification {
  const plain = {
    id: 'land',
    type: 'background' as const,
    paint: { 'background-color': grounds[currentGround()].land },
  }
  if (!tiles) return { version: 8, sources: {}, layers: [plain] }
  const address = tiles.startsWith('/') ? location.origin + tiles : tiles
  return {
    version: 8,
    sources: { tiles: { type: 'raster', tiles: [address], tileSize: 256 } },
    layers: [plain, { id: 'tiles', type: 'raster', source: 'tiles' }],
  }
}

function currentGround(): Ground {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function paintGround(map: LibreMap, ground: Ground): void {
  const { land, area, line } = grounds[ground]
  map.setPaintProperty('land', 'background-color', land)
  if (map.getLayer('areas')) map.setPaintProperty('areas', 'fill-color', area)
  if (map.getLayer('edges')) map.setPaintProperty('edges', 'line-color', line)
}

/** The province; closer in when something was asked for: round what was found, or the point and the five nearest to it. */
function firstView({ bounds, isNarrowed, near }: MapSettings, places: readonly MapPlace[]): LngLatBoundsLike {
  const shown = near ? [near, ...places.slice(0, 5)] : isNarrowed ? places : []
  if (shown.length === 0) return bounds
  const [lons, lats] = [shown.map((place) => place.lon), shown.map((place) => place.lat)]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

function joinButtons(map: LibreMap, panel: HTMLElement, { bounds, nation }: MapSettings): void {
  const go = (act: string, to: LngLatBoundsLike) =>
    panel
      .querySelector(`[data-map-act=${act}]`)
      ?.addEventListener('click', () => map.fitBounds(to, { padding: 24 }))
  go('province', bounds)
  go('nation', nation)
}

async function addBoundaries(map: LibreMap, panel: HTMLElement, settings: MapSettings): Promise<void> {
  const { words, tiles } = settings
  const [found] = await Promise.all([fetchBoundaries(settings.boundaries), isStyled(map)])
  const sources = found
    ? [...new Set(found.features.map((one) => one.properties.source).filter(Boolean))]
    : []
  const lines = [
    sources.length > 0 ? words.boundarySource.replace('{source}', sources.join('; ')) : '',
    tiles && !tiles.startsWith('/') ? words.tileSource.replace('{host}', new URL(tiles).host) : '',
  ]
  const note = panel.parentElement?.querySelector('[data-map-sources]')
  if (note) note.textContent = lines.filter(Boolean).join(' ')
  if (found) layBoundaries(map, found, tiles !== null)
}

function layBoundaries(map: LibreMap, boundaries: Boundaries, isOverTiles: boolean): void {
  const { area, line } = grounds[currentGround()]
  map.addSource('boundaries', { type: 'geojson', data: boundaries as GeoJSON.FeatureCollection })
  if (!isOverTiles)
    map.addLayer({ id: 'areas', type: 'fill', source: 'boundaries', paint: { 'fill-color': area } })
  map.addLayer({
    id: 'edges',
    type: 'line',
    source: 'boundaries',
    paint: { 'line-color': line, 'line-width': 1.2 },
  })
}

function isStyled(map: LibreMap): Promise<void> {
  return new Promise((resume) => {
    if (map.isStyleLoaded()) return resume()
    map.once('load', () => resume())
  })
}
