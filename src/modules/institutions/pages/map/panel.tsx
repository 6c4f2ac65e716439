import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Icon, type IconName } from '#ui/index.ts'
import { directoryAddress } from '../../directory-query.ts'
import { institutionTypes, ownerships, precisions } from '../../institution.ts'
import type { MapData } from '../map.tsx'
import { archipelagos, nation } from './frame.ts'
import type { MapSettings, MapWords } from './settings.ts'

/** The map's place in the page: what its script needs stands in one attribute, its buttons appear with the script. */
export function MapPanel({ data, context }: { data: MapData; context: ViewContext }) {
  const { t } = context
  return (
    <section
      class="map-panel"
      id="ban-do"
      aria-label={t('institutions.map.region')}
      data-map={JSON.stringify(settingsOf(data, context))}
    >
      <noscript>
        <p class="map-notice">{t('institutions.map.no_script')}</p>
      </noscript>
      <div class="map-tools" data-map-tools hidden>
        <Tool act="near" icon="pin" label={t('institutions.map.near')} />
        <Tool act="province" icon="home" label={t('institutions.map.province', { name: data.province })} />
        <Tool act="nation" icon="map" label={t('institutions.map.nation')} />
        <a class="btn btn-ghost btn-sm map-phone-only" href="#danh-sach">
          {t('institutions.map.to_list')}
        </a>
      </div>
      <p class="map-notice" role="status" data-map-status />
      <p class="print:hidden">
        <button class="btn btn-secondary mb-2" type="button" data-map-retry hidden>
          {t('institutions.map.retry')}
        </button>
      </p>
      <div class="map-canvas" data-map-canvas />
    </section>
  )
}

function Tool({ act, icon, label }: { act: string; icon: IconName; label: string }) {
  return (
    <button class="btn btn-secondary btn-sm" type="button" data-map-act={act}>
      <Icon name={icon} small />
      {label}
    </button>
  )
}

function settingsOf(data: MapData, { t, app, today }: ViewContext): MapSettings {
  const { query, units, bounds } = data
  const { after: _after, in: _in, gan, ...asked } = query
  const [lat, lon] = (gan ?? '').split(',').map(Number)
  return {
    points: directoryAddress('/du-lieu-mo/co-so.geojson', query),
    boundaries: `/du-lieu-mo/ranh-gioi.geojson?ngay=${today}`,
    tiles: app.config.tileUrl ?? null,
    here: directoryAddress('/ban-do', query, { gan: undefined, ban_kinh: undefined }),
    bounds,
    nation,
    isNarrowed: Object.values(asked).some((value) => value !== undefined),
    near: gan && lat !== undefined && lon !== undefined ? { lat, lon } : null,
    names: [
      ...units.flatMap((unit) =>
        unit.lat === null || unit.lon === null
          ? []
          : [{ name: unit.name, lat: Number(unit.lat), lon: Number(unit.lon), kind: 'ward' as const }],
      ),
      ...(['hoang_sa', 'truong_sa'] as const).map((key) => ({
        name: t(`institutions.map.${key}`),
        ...archipelagos[key],
        kind: 'islands' as const,
      })),
    ],
    words: wordsOf(t),
  }
}

/** A sentence whose parameter the script fills in. */
const open = { n: '{n}', km: '{km}', day: '{day}', name: '{name}', source: '{source}', host: '{host}' }

function wordsOf(t: Translate): MapWords {
  const coded = (codes: readonly string[], prefix: string) =>
    Object.fromEntries(codes.map((code) => [code, t.dynamic(`institutions.${prefix}.${code}`)]))
  return {
    lang: t.lang,
    types: coded(institutionTypes, 'type'),
    ownerships: coded(ownerships, 'ownership'),
    precisions: coded(
      precisions.filter((one) => one !== 'surveyed'),
      'map.precision',
    ),
    region: t('institutions.map.region'),
    loading: t('institutions.map.loading'),
    failed: t('institutions.map.failed'),
    noWebgl: t('institutions.map.no_webgl'),
    noPoints: t('institutions.map.no_points'),
    locating: t('institutions.map.locating'),
    locateDenied: t('institutions.map.locate_denied'),
    you: t('institutions.map.you'),
    noOccupation: t('institutions.map.count_occupations', { n: 0 }),
    oneOccupation: t('institutions.map.count_occupations', { n: 1 }),
    occupations: t('institutions.map.count_occupations', { n: 7 }).replace('7', '{n}'),
    confirmed: t('institutions.map.confirmed', open),
    notConfirmed: t('institutions.map.not_confirmed'),
    example: t('institutions.map.example'),
    highQuality: t('institutions.high_quality'),
    formerWard: t('institutions.map.former_ward', open),
    noAddress: t('institutions.map.no_address'),
    openPage: t('institutions.map.open_page'),
    cluster: t('institutions.map.cluster', open),
    clusterSame: t('institutions.map.cluster_same', open),
    boundarySource: t('institutions.map.boundary_source', open),
    tileSource: t('institutions.map.tile_source', open),
    zoomIn: t('institutions.map.zoom_in'),
    zoomOut: t('institutions.map.zoom_out'),
    close: t('institutions.map.close'),
    twoFingers: t('institutions.map.two_fingers'),
    ctrlScroll: t('institutions.map.ctrl_scroll'),
  }
}
