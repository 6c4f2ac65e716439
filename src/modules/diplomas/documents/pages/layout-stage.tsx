import type { Translate } from '#platform/i18n/index.ts'
import type { FieldName, PlacedField } from '../layout.ts'
import type { LayoutRow } from '../store/layout.ts'
import { layoutPath } from './layouts.tsx'

const mmOfPoint = 25.4 / 72

type Texts = Record<Exclude<FieldName, 'qr'>, string>
type Props = { layout: LayoutRow; page: number; texts: Texts; t: Translate }

/** A page of the form as a drawing in millimetres: its picture, and each field where it will be printed. */
export function LayoutStage({ layout, page, texts, t }: Props) {
  const { width_mm: width, height_mm: height } = layout
  const fields = layout.fields.flatMap((field, row) => (field.page === page ? [{ field, row }] : []))
  return (
    <figure class="mb-4">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width="100%"
        role="img"
        aria-label={t('diplomas.layout.page_of', { page, count: fields.length })}
        data-layout-page={page}
      >
        <rect width={width} height={height} fill="white" stroke="gray" stroke-width="0.4" />
        {layout.backgrounds[page - 1] && (
          <image
            href={`${layoutPath(layout.id)}/nen/${page}?${layout.backgrounds[page - 1]!.slice(0, 8)}`}
            width={width}
            height={height}
            preserveAspectRatio="none"
          />
        )}
        {fields.map(({ field, row }) => (
          <Placed
            key={row}
            field={field}
            row={row}
            text={field.field === 'qr' ? 'QR' : texts[field.field]}
            label={t.dynamic(`diplomas.layout.field.${field.field}`)}
          />
        ))}
      </svg>
      <figcaption class="text-sm text-muted">{t('diplomas.layout.page_n', { page })}</figcaption>
    </figure>
  )
}

const anchors = { left: 'start', center: 'middle', right: 'end' } as const

type PlacedProps = { field: PlacedField; row: number; text: string; label: string }

/** Drawn round its own left upper corner, so that moving it changes one attribute. */
function Placed({ field, row, text, label }: PlacedProps) {
  const letter = field.size * mmOfPoint
  const height = field.field === 'qr' ? field.width : letter * 1.25
  const at = { left: 0, center: field.width / 2, right: field.width }[field.align]
  return (
    <g transform={`translate(${field.x} ${field.y})`} data-layout-row={row} data-label={label}>
      <rect
        width={field.width}
        height={height}
        fill="#f5f0ff"
        fill-opacity="0.6"
        stroke="#5b3a8c"
        stroke-width="0.25"
      />
      <text
        x={at}
        y={letter}
        font-size={letter}
        text-anchor={anchors[field.align]}
        fill="#1d1d1b"
        font-family="Tinos, 'Times New Roman', serif"
        font-weight="bold"
      >
        {text || label}
      </text>
    </g>
  )
}
