import type { ViewContext } from '#platform/pages/page.ts'
import { institutionTypes } from '../../institution.ts'
import type { MapData } from '../map.tsx'
import { archipelagos, nation, type Bounds } from './frame.ts'
import { Sign } from './sign.tsx'

/** What the signs mean, in words, and where the province lies in the country. */
export function MapLegend({ data, context: { t, today } }: { data: MapData; context: ViewContext }) {
  return (
    <div class="map-legend">
      <section aria-labelledby="chu-giai">
        <h2 class="text-base font-semibold" id="chu-giai">
          {t('institutions.map.legend')}
        </h2>
        <ul class="legend-list">
          {institutionTypes.map((type) => (
            <li key={type}>
              <Sign type={type} />
              <span>{t.dynamic(`institutions.type.${type}`)}</span>
            </li>
          ))}
          <li>
            <span class="map-sign legend-cluster" aria-hidden="true">
              3
            </span>
            <span>{t('institutions.map.legend_cluster')}</span>
          </li>
          <li>
            <svg
              class="map-sign map-guess"
              width={20}
              height={20}
              viewBox="0 0 24 24"
              aria-hidden="true"
              focusable="false"
            >
              <circle cx="12" cy="12" r="9.500" />
            </svg>
            <span>{t('institutions.map.legend_approximate')}</span>
          </li>
        </ul>
        <p class="mt-2 text-sm text-muted">{t('institutions.map.legend_names', { day: t.date(today) })}</p>
        <p class="text-sm text-muted" data-map-sources />
      </section>
      <Inset
        bounds={data.bounds}
        province={data.province}
        words={{
          title: t('institutions.map.inset'),
          hoang_sa: t('institutions.map.hoang_sa'),
          truong_sa: t('institutions.map.truong_sa'),
        }}
      />
    </div>
  )
}

type InsetWords = { title: string; hoang_sa: string; truong_sa: string }
const size = { width: 220, height: 230 }
/** The country, with room on the right for the name of Trường Sa. */
const extent: Bounds = [nation[0], nation[1], nation[2] + 2, nation[3]]

/** Mercator, as the map itself. */
function place(lon: number, lat: number): { x: number; y: number } {
  const [west, south, east, north] = extent
  const mercator = (degrees: number) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360))
  return {
    x: ((lon - west) / (east - west)) * size.width,
    y: ((mercator(north) - mercator(lat)) / (mercator(north) - mercator(south))) * size.height,
  }
}

/** A small frame of the country: the province and the two archipelagos at their true places, drawn without any outside map. */
function Inset({ bounds, province, words }: { bounds: Bounds; province: string; words: InsetWords }) {
  const [west, south, east, north] = bounds
  const [from, to] = [place(west, north), place(east, south)]
  return (
    <figure class="map-inset">
      <figcaption class="text-sm font-semibold">{words.title}</figcaption>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        width={size.width}
        height={size.height}
        role="img"
        aria-label={`${province}; ${words.hoang_sa}; ${words.truong_sa}`}
      >
        <rect
          class="inset-province"
          x={from.x}
          y={from.y}
          width={Math.max(6, to.x - from.x)}
          height={Math.max(6, to.y - from.y)}
        />
        <text x={from.x} y={from.y - 6} text-anchor="middle">
          {province}
        </text>
        <Islands at={place(archipelagos.hoang_sa.lon, archipelagos.hoang_sa.lat)} text={words.hoang_sa} />
        <Islands at={place(archipelagos.truong_sa.lon, archipelagos.truong_sa.lat)} text={words.truong_sa} />
      </svg>
    </figure>
  )
}

/** A ring for the group of islands and its official name in two lines. */
function Islands({ at, text }: { at: { x: number; y: number }; text: string }) {
  const split = text.indexOf('(')
  const lines = split > 0 ? [text.slice(0, split).trim(), text.slice(split)] : [text]
  return (
    <g>
      <circle class="inset-islands" cx={at.x} cy={at.y} r={7} />
      {lines.map((line, index) => (
        <text key={line} x={at.x} y={at.y + 21 + index * 13} text-anchor="middle">
          {line}
        </text>
      ))}
    </g>
  )
}
