import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import './map/signs.css'
import type { MapSettings } from '../pages/map/settings.ts'
import { fetchPlaces } from './map/data.ts'
import { askPosition } from './map/position.ts'

/** The map of the page: drawn when it comes near the screen, so that a phone showing the list loads none of it. */
const panel = document.querySelector<HTMLElement>('[data-map]')
if (panel) begin(panel, JSON.parse(panel.dataset['map'] ?? '{}') as MapSettings)

const printing = document.querySelector<HTMLButtonElement>('[data-map-print]')
if (printing) {
  printing.hidden = false
  printing.addEventListener('click', () => window.print())
}

function begin(panel: HTMLElement, settings: MapSettings): void {
  const status = panel.querySelector<HTMLElement>('[data-map-status]')
  const retry = panel.querySelector<HTMLButtonElement>('[data-map-retry]')
  const say = (text: string) => {
    if (status) status.textContent = text
  }
  for (const tools of panel.querySelectorAll<HTMLElement>('[data-map-tools]')) tools.hidden = false
  panel.querySelector('[data-map-act=near]')?.addEventListener('click', () => askPosition(settings, say))
  const start = async () => {
    if (retry) retry.hidden = true
    say(settings.words.loading)
    try {
      const places = await fetchPlaces(settings.points)
      const { drawMap } = await import('./map/draw.ts')
      say(drawMap(panel, settings, places))
    } catch (error) {
      console.warn(error)
      say(settings.words.failed)
      if (retry) retry.hidden = false
    }
  }
  retry?.addEventListener('click', () => void start())
  whenNear(panel, () => void start())
}

/** Once, when the element is on the screen or a screen away; at once on paper. */
function whenNear(element: HTMLElement, then: () => void): void {
  let isDone = false
  const once = () => {
    if (isDone) return
    isDone = true
    watch.disconnect()
    then()
  }
  const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && once(), {
    rootMargin: '100%',
  })
  watch.observe(element)
  // the version for print is not scrolled through
  if (new URLSearchParams(location.search).has('in')) once()
}
