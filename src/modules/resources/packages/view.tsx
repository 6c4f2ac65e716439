import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, LinkButton } from '#ui/index.ts'
import { resourcePath, type Version, type VersionFile } from '../resource.ts'
import { faultText, standardText } from './pages/words.tsx'
import type { Package } from './store/package.ts'

/**
 * A package on the page of its resource: what it is, and the way to play it.
 * @param found what is known of it (`findPackage`); undefined while nobody has looked into it
 * @param base where the files of the page are served when not at their usual address (a secret link: `…/tep`)
 */
export function PackageView({
  version,
  file,
  found,
  base,
  context: { t },
}: {
  version: Version
  file: VersionFile
  found: Package | undefined
  base?: string | undefined
  context: ViewContext
}) {
  if (!found) return <Alert kind="info" title={t('resources.packages.waiting')} />
  if (found.standard === null)
    return (
      <Alert kind="warning" title={t('resources.packages.not_opened')}>
        {faultText(found, t)}
      </Alert>
    )
  const parts = found.items.filter((item) => item.launch)
  const above = base ? base.replace(/\/tep$/, '') : resourcePath(version.code)
  return (
    <div class="panel">
      <p class="text-lg font-semibold">{found.title || file.path}</p>
      <p class="mt-1 text-muted">
        {t('resources.packages.items_count', { count: parts.length, standard: standardText(found, t) })}
      </p>
      {parts.length > 1 && (
        <ul class="mt-3 list-disc pl-5">
          {parts.slice(0, 8).map((item) => (
            <li key={item.id}>{item.title || item.id}</li>
          ))}
          {parts.length > 8 && <li>…</li>}
        </ul>
      )}
      <div class="mt-4">
        <LinkButton href={`${above}/xem-goi/${file.id}`} icon="eye">
          {t('resources.packages.play')}
        </LinkButton>
      </div>
    </div>
  )
}
