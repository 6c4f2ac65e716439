import type { Map as LibreMap } from 'maplibre-gl'
import type { Ground } from './draw.ts'

/** Draws the map again at the width of an A4 page and in light colours for paper, and puts it back after. */
export function fitPaper(map: LibreMap, container: HTMLElement, paint: (ground: Ground) => void): void {
  const isDark = matchMedia('(prefers-color-scheme: dark)')
  const turn = (isPaper: boolean) => {
    const view = map.getBounds()
    container.classList.toggle('is-paper', isPaper)
    // paper shows finer lines than the screen
    map.setPixelRatio(isPaper ? 3 : devicePixelRatio)
    map.resize()
    map.fitBounds(view, { animate: false })
    paint(!isPaper && isDark.matches ? 'dark' : 'light')
    // the print picture is taken before the next frame
    map.redraw()
  }
  addEventListener('beforeprint', () => turn(true))
  addEventListener('afterprint', () => turn(false))
}
