import { icons, type IconName } from './icon-set.ts'

export type { IconName } from './icon-set.ts'

const inner = Object.fromEntries(Object.entries(icons).map(([name, svg]) => [name, shapesOf(svg)])) as Record<
  IconName,
  string
>

function shapesOf(svg: string): string {
  const open = svg.indexOf('>', svg.indexOf('<svg'))
  return svg
    .slice(open + 1, svg.lastIndexOf('</svg>'))
    .replace(/\s*\n\s*/g, '')
    .replaceAll(' />', '/>')
}

/** A Lucide icon of 20 px (small: 16 px). Always decoration: the words beside it carry the meaning. */
export function Icon(props: { name: IconName; small?: boolean | undefined; class?: string | undefined }) {
  const size = props.small ? 16 : 20
  return (
    <svg
      class={props.class ? `icon ${props.class}` : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      dangerouslySetInnerHTML={{ __html: inner[props.name] }}
    />
  )
}
