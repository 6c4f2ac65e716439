import { render } from 'preact-render-to-string'
import type { Translate } from '#platform/i18n/index.ts'
import { kindText, licenceText, summaryText, titleText } from '../catalogue/pages/words.tsx'
import { resourcePath } from '../resource.ts'
import type { Lesson, Pack } from './lessons.ts'

/** Of its own: the pack is read where nothing of ours can be asked. */
const style = `
:root { color-scheme: light dark; font: 16px/1.5 "Be Vietnam Pro", system-ui, sans-serif }
body { margin: 0 auto; max-width: 44rem; padding: 1.25rem; overflow-wrap: anywhere }
h1 { font-size: 1.75rem; line-height: 1.3; margin: 0 0 .5rem } h2 { font-size: 1.25rem; margin: 2rem 0 .25rem }
p { margin: .25rem 0; white-space: pre-line } .quiet { opacity: .8; font-size: .9375rem }
li { margin: .25rem 0 } ul.files a { display: inline-block; padding: .5rem 0; min-height: 24px }
img { max-width: 100%; display: block; margin: .5rem 0 }
`

type Props = { pack: Pack; t: Translate; address: string; day: string }

/** The page a pack opens with: what is in it, each with its files, authors, licence and where it came from. */
export function packHtml(props: Props): string {
  const { pack, t, address, day } = props
  const title = titleText(pack.whole.version, t)
  const isCollection = pack.whole.version.kind === 'collection'
  const page = (
    <html lang={t.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <h1>{title}</h1>
        {isCollection && pack.whole.version.summary && <p>{summaryText(pack.whole.version, t)}</p>}
        <p class="quiet">{t('resources.offline.lead')}</p>
        <p class="quiet">{t('resources.offline.taken', { address, day })}</p>
        {isCollection && (
          <nav aria-label={t('resources.offline.contents')}>
            <ol>
              {pack.lessons.map((lesson, at) => (
                <li key={lesson.whole.version.id}>
                  <a href={`#bai-${at + 1}`}>{titleText(lesson.whole.version, t)}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        {pack.lessons.map((lesson, at) => (
          <LessonView key={lesson.whole.version.id} lesson={lesson} at={at} {...props} />
        ))}
        {pack.gone.length > 0 && (
          <p class="quiet">{t('resources.offline.gone', { titles: pack.gone.join('; ') })}</p>
        )}
      </body>
    </html>
  )
  return `<!doctype html>${render(page)}`
}

/** A place in the pack, as a page writes it. */
const hrefOf = (entry: string): string => entry.split('/').map(encodeURIComponent).join('/')

function LessonView({ lesson, at, pack, t, address }: Props & { lesson: Lesson; at: number }) {
  const { version, authors, licence } = lesson.whole
  const note = pack.whole.items.find((item) => item.code === version.code)?.note
  return (
    <section id={`bai-${at + 1}`}>
      <h2>
        {pack.whole.version.kind === 'collection'
          ? `${at + 1}. ${titleText(version, t)}`
          : kindText(version.kind, t)}
      </h2>
      {note && <p>{note}</p>}
      {version.summary && <p>{summaryText(version, t)}</p>}
      {version.kind === 'collection' && <p>{t('resources.offline.nested')}</p>}
      {version.address && <p>{t('resources.offline.link', { address: version.address })}</p>}
      <ul class="files">
        {lesson.files.map(({ file, entry }) => (
          <li key={entry}>
            <a href={hrefOf(entry)}>{file.path}</a>
            {file.mime.startsWith('image/') && <img src={hrefOf(entry)} alt={file.alternative_text ?? ''} />}
            {file.alternative_text && (
              <p class="quiet">{t('resources.offline.alternative', { text: file.alternative_text })}</p>
            )}
          </li>
        ))}
      </ul>
      <p class="quiet">
        {authors.length > 0 &&
          t('resources.offline.by', { names: authors.map((one) => one.name).join(', ') })}
      </p>
      <p class="quiet">{t('resources.offline.licence', { name: licenceText(licence, t) })}</p>
      <p class="quiet">
        {t('resources.offline.original', {
          address: `${new URL(address).origin}${resourcePath(version.code)}`,
        })}
      </p>
    </section>
  )
}
