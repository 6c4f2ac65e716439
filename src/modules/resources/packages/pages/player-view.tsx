import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Badge, Button, Disclosure, LinkButton, PageHeader } from '#ui/index.ts'
import { titleText } from '../../catalogue/pages/words.tsx'
import { sandbox } from '../serve/policy.ts'
import type { Line, Played } from './load.ts'
import { faultText, standardText } from './words.tsx'

/** The lesson itself as large as the screen allows, its contents beside it. */
export function PlayerView({ data, context: { t } }: { data: Played; context: ViewContext }) {
  const { version, found } = data
  return (
    <>
      <PageHeader
        title={titleText(version, t)}
        state={found?.standard && <Badge>{standardText(found, t)}</Badge>}
        breadcrumb={[{ href: data.back, label: t('resources.packages.back') }]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      {!found ? (
        <Alert kind="info" title={t('resources.packages.waiting')}>
          {t('resources.packages.waiting_lead')}
        </Alert>
      ) : found.standard === null ? (
        <Alert
          kind="warning"
          title={t('resources.packages.not_opened')}
          actions={<Download data={data} t={t} />}
        >
          {faultText(found, t)}
        </Alert>
      ) : (
        <Player data={data} t={t} />
      )}
    </>
  )
}

function Player({ data, t }: { data: Played; t: Translate }) {
  const { chosen } = data
  const begins = data.lines.filter((line) => line.item.launch)
  if (!chosen) return null
  return (
    <div data-package-player={data.here} data-words={JSON.stringify(wordsFor(t))}>
      <noscript>
        <Alert
          kind="warning"
          title={t('resources.packages.no_script')}
          actions={<Download data={data} t={t} />}
        />
      </noscript>
      {begins.length > 1 ? (
        <div class="grid gap-4 lg:grid-cols-[15rem_minmax(0,1fr)]">
          <Disclosure label={t('resources.packages.contents')} open>
            <Contents data={data} t={t} />
          </Disclosure>
          <Stage data={data} line={chosen} t={t} />
        </div>
      ) : (
        <Stage data={data} line={chosen} t={t} />
      )}
    </div>
  )
}

const depths = ['', 'pl-4', 'pl-8', 'pl-12']

function Contents({ data, t }: { data: Played; t: Translate }) {
  return (
    <ul class="grid max-h-60 gap-1 overflow-y-auto lg:max-h-[75vh]">
      {data.lines.map((line) => (
        <li key={line.at} class={depths[Math.min(line.item.depth, 3)]}>
          {line.item.launch ? (
            <a
              class="inline-block py-1 aria-[current=page]:font-semibold aria-[current=page]:no-underline"
              href={`${data.here}?muc=${line.at}`}
              aria-current={line.at === data.chosen?.at ? 'page' : undefined}
              data-at={line.address && line.at}
              data-address={line.address}
            >
              {titleOf(line, t)}
            </a>
          ) : (
            <span class="inline-block py-1 font-semibold">{titleOf(line, t)}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Stage({ data, line, t }: { data: Played; line: Line; t: Translate }) {
  const { launch } = line.item
  if (launch && 'address' in launch) {
    const { host } = new URL(launch.address)
    return (
      <Alert
        kind="info"
        title={titleOf(line, t)}
        actions={
          <LinkButton href={launch.address} icon="external" newWindow>
            {t('resources.packages.open_elsewhere', { host })}
          </LinkButton>
        }
      >
        {t('resources.packages.elsewhere_lead', { host })}
      </Alert>
    )
  }
  if (!line.address) return null
  return (
    <div class="min-w-0">
      <iframe
        class="h-[75vh] min-h-96 w-full rounded border border-base-300 bg-white"
        data-frame
        data-at={line.at}
        title={t('resources.packages.frame', { title: titleOf(line, t) })}
        src={line.address}
        sandbox={sandbox}
        allow="fullscreen; autoplay"
        referrerpolicy="no-referrer"
      />
      <div class="mt-3 flex flex-wrap items-center justify-between gap-3">
        <p class="font-semibold" data-status aria-live="polite">
          {line.item.reports && t('resources.packages.status.ready')}
        </p>
        <div class="flex flex-wrap gap-2">
          <span data-script hidden>
            <Button type="button" kind="secondary" small id="full-screen">
              {t('resources.packages.full_screen')}
            </Button>
          </span>
          <LinkButton href={line.address} kind="ghost" small icon="external" newWindow>
            {t('resources.packages.own_window')}
          </LinkButton>
          <Download data={data} t={t} />
        </div>
      </div>
      <p class="mt-3 max-w-prose text-sm text-muted">{t('resources.packages.sitting')}</p>
    </div>
  )
}

const Download = ({ data, t }: { data: Played; t: Translate }) => (
  <LinkButton href={data.download} kind="ghost" small icon="download">
    {t('resources.packages.download')}
  </LinkButton>
)

const titleOf = ({ item, at }: Line, t: Translate): string =>
  item.title || t('resources.packages.untitled', { number: at + 1 })

const states = ['begun', 'incomplete', 'browsed', 'completed', 'passed', 'failed'] as const

const wordsFor = (t: Translate): Record<string, string> => ({
  ...Object.fromEntries(states.map((state) => [state, t(`resources.packages.status.${state}`)])),
  score: t('resources.packages.status.score', { score: '%' }),
})
