import type { MapSettings } from '../../pages/map/settings.ts'

/** Asks the browser where the reader is and searches near there. The point is rounded to about 100 m: it stands in the address. */
export function askPosition({ here, words }: MapSettings, say: (text: string) => void): void {
  const refuse = () => say(words.locateDenied)
  if (!('geolocation' in navigator)) return refuse()
  say(words.locating)
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const next = new URL(here, location.href)
      next.searchParams.set('gan', `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`)
      location.assign(next)
    },
    refuse,
    { timeout: 10_000, maximumAge: 300_000 },
  )
}
