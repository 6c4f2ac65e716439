import type { ViewContext } from '#platform/pages/page.ts'
import type { OldPage } from '../store/page.ts'

const zooms = ['100', '150', '200', '300'] as const

type Shown = Pick<OldPage, 'id' | 'number' | 'rotation' | 'width' | 'height'>

/** The picture of a page, turned as it is read; made larger without script, so that nothing typed beside it is lost. */
export function Scan({ page, context: { t } }: { page: Shown; context: ViewContext }) {
  const { rotation, width, height } = page
  const [wide, high] = rotation % 180 === 0 ? [width, height] : [height, width]
  // A page that lies is too small to read at the width of its column.
  const atFirst = wide > high ? '150' : '100'
  const address = `/so-cu/trang/${page.id}/anh`
  return (
    <figure class="group/scan mb-4 border border-line bg-base-100 print:hidden">
      <fieldset class="flex flex-wrap items-center gap-x-4 border-b border-line px-3 py-1 text-sm">
        <legend class="sr-only">{t('diplomas.old.zoom')}</legend>
        <span aria-hidden="true">{t('diplomas.old.zoom')}</span>
        {zooms.map((zoom) => (
          <label key={zoom} class="flex min-h-8 items-center gap-1 touch:min-h-11">
            <input type="radio" name="zoom" value={`z${zoom}`} checked={zoom === atFirst} />
            {zoom} %
          </label>
        ))}
        <a class="ml-auto inline-flex min-h-8 items-center" href={address} target="_blank" rel="noopener">
          {t('diplomas.old.open_scan')}
        </a>
      </fieldset>
      <section
        class="max-h-[38vh] overflow-auto lg:max-h-[calc(100vh-8rem)]"
        tabindex={0}
        aria-label={t('diplomas.old.scan_alt', { number: page.number })}
      >
        <svg
          viewBox={`0 0 ${wide} ${high}`}
          role="img"
          aria-label={t('diplomas.old.scan_alt', { number: page.number })}
          class="block w-full max-w-none group-has-[[value=z150]:checked]/scan:w-[150%] group-has-[[value=z200]:checked]/scan:w-[200%] group-has-[[value=z300]:checked]/scan:w-[300%]"
        >
          <image href={address} width={width} height={height} transform={turning(page)} />
        </svg>
      </section>
    </figure>
  )
}

/** Where the corner of the picture comes to lie after a quarter turn to the right, a half, and a quarter to the left. */
function turning({ rotation, width, height }: Shown): string | undefined {
  switch (rotation) {
    case 90:
      return `translate(${height} 0) rotate(90)`
    case 180:
      return `translate(${width} ${height}) rotate(180)`
    case 270:
      return `translate(0 ${width}) rotate(270)`
    default:
      return undefined
  }
}
