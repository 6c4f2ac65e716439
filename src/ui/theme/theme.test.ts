import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../theme.css', import.meta.url), 'utf8')

type Oklch = [lightness: number, chroma: number, hue: number]
type Tokens = Map<string, Oklch>

/** The colours of one daisyUI theme block, by name without the leading dashes. */
function tokensOf(theme: string): Tokens {
  const blocks = [...css.matchAll(/@plugin 'daisyui\/theme' \{([^}]*)\}/g)].map((match) => match[1] ?? '')
  const block = blocks.find((text) => text.includes(`name: '${theme}';`)) ?? ''
  const colours = block.matchAll(/--([\w-]+):\s*oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)/g)
  return new Map(
    [...colours].map(([, name, l, c, h]) => [name ?? '', [Number(l) / 100, Number(c), Number(h)]]),
  )
}

/** Linear-light sRGB of an OKLCH colour (Björn Ottosson's matrices); may leave 0 to 1 outside the gamut. */
function linearRgb([lightness, chroma, hue]: Oklch): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function luminance(colour: Oklch): number {
  const [r, g, b] = linearRgb(colour).map((part) => Math.min(1, Math.max(0, part))) as [
    number,
    number,
    number,
  ]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(one: Oklch, other: Oklch): number {
  const [low, high] = [luminance(one), luminance(other)].toSorted((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const surfaces = ['color-base-100', 'color-base-200']
const inks = ['info', 'success', 'warning', 'error', 'primary']

/** Text and ground as they meet on screen, with the ratio each must reach. */
const pairs: [ink: string, ground: string, atLeast: number][] = [
  ['color-primary-content', 'color-primary', 7],
  ['color-accent-content', 'color-accent', 7],
  ['color-neutral-content', 'color-neutral', 7],
  ['color-secondary-content', 'color-secondary', 7],
  ['color-secondary-content', 'ns-primary-soft', 4.5],
  ...surfaces.map((ground): [string, string, number] => ['color-base-content', ground, 12]),
  ...surfaces.map((ground): [string, string, number] => ['ns-muted', ground, 4.5]),
  ['ns-muted', 'ns-primary-soft', 4.5],
  ...surfaces.map((ground): [string, string, number] => ['ns-field', ground, 3]),
  ...surfaces.map((ground): [string, string, number] => ['ns-focus', ground, 3]),
  ...inks.flatMap((ink) => surfaces.map((ground): [string, string, number] => [`color-${ink}`, ground, 4.5])),
  ...inks.map((ink): [string, string, number] => [`color-${ink}`, `ns-${ink}-soft`, 4.5]),
  ...inks.map((ink): [string, string, number] => ['color-base-content', `ns-${ink}-soft`, 7]),
  ...inks.map((ink): [string, string, number] => [`color-${ink}-content`, `color-${ink}`, 4.5]),
  ['color-primary', 'color-base-300', 3],
]

test('the maths of contrast agree with known values', () => {
  expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1)
  // #777 on white is the well-known near miss of 4.48; #777 is oklch(56.92 % 0 0).
  expect(contrast([0.5692, 0, 0], [1, 0, 0])).toBeCloseTo(4.48, 1)
})

describe.each(['ngheso', 'ngheso-dark'])('theme %s', (theme) => {
  const tokens = tokensOf(theme)
  const colour = (name: string): Oklch => {
    const found = tokens.get(name)
    if (!found) throw new Error(`theme ${theme} has no colour --${name}`)
    return found
  }

  test.each(pairs)('%s on %s reaches %d:1', (ink, ground, atLeast) => {
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(atLeast)
  })

  test('every colour can be shown in sRGB', () => {
    const outside = [...tokens].filter(([, value]) =>
      linearRgb(value).some((part) => part < -0.002 || part > 1.002),
    )
    expect(outside.map(([name]) => name)).toEqual([])
  })
})

test('both themes define the same tokens', () => {
  expect([...tokensOf('ngheso-dark').keys()].toSorted()).toEqual([...tokensOf('ngheso').keys()].toSorted())
})

test('style and fonts leave room in the 60 kB of a public page', async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [tailwindcss()],
    build: {
      write: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: fileURLToPath(new URL('../theme.css', import.meta.url)) },
    },
  })
  const files = [built].flat().flatMap((result) => ('output' in result ? result.output : []))
  const style = files.find((file) => file.fileName.endsWith('.css'))
  const text = style?.type === 'asset' ? String(style.source) : ''
  expect(text).toContain('.btn-primary')
  expect(gzipSync(text).length).toBeLessThan(15_000)

  const fonts = files.filter((file) => /be-vietnam-pro-(400|600)-[\w-]+\.woff2$/.test(file.fileName))
  const sizes = fonts.map((file) => (file.type === 'asset' ? file.source.length : 0))
  expect(sizes).toHaveLength(2)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(22_000)
})
