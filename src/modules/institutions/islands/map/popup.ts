import type { MapWords } from '../../pages/map/settings.ts'
import type { PlaceFacts } from './data.ts'

/** Facts of one institution. Every word from outside becomes a text node: names may hold anything. */
export function placeContent(facts: PlaceFacts, words: MapWords): HTMLElement {
  const card = document.createElement('div')
  card.className = 'map-card'
  const site = webLink(facts.website)
  const lines = [
    paragraph('map-card-title', facts.name),
    paragraph('map-card-kind', kindOf(facts, words)),
    paragraph('', addressOf(facts, words)),
    facts.geo_precision === 'surveyed'
      ? undefined
      : paragraph('map-card-note', words.precisions[facts.geo_precision] ?? ''),
    paragraph('', countOf(facts.occupations.length, words)),
    facts.phone ? linkLine(facts.phone, `tel:${facts.phone.replaceAll(/[^\d+]/g, '')}`) : undefined,
    site ? linkLine(facts.website!, site) : undefined,
    paragraph(
      'map-card-note',
      facts.confirmed_on
        ? words.confirmed.replace('{day}', dayOf(facts.confirmed_on, words))
        : words.notConfirmed,
    ),
    facts.is_example ? paragraph('map-card-note', words.example) : undefined,
    linkLine(words.openPage, pageOf(facts)),
  ]
  card.append(...lines.filter((line) => line !== undefined && line.textContent !== '').map((line) => line!))
  return card
}

/** Several institutions on one spot, each a link. */
export function clusterContent(all: readonly PlaceFacts[], words: MapWords): HTMLElement {
  const card = document.createElement('div')
  card.className = 'map-card'
  const list = document.createElement('ul')
  for (const facts of all) {
    const item = document.createElement('li')
    item.append(
      link(facts.name, pageOf(facts)),
      document.createTextNode(` · ${words.types[facts.type] ?? ''}`),
    )
    list.append(item)
  }
  card.append(paragraph('map-card-title', words.clusterSame.replace('{n}', String(all.length))), list)
  return card
}

function kindOf(facts: PlaceFacts, words: MapWords): string {
  const parts = [
    words.types[facts.type],
    facts.ownership ? words.ownerships[facts.ownership] : '',
    facts.is_high_quality ? words.highQuality : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Where it is: as written, with the ward of today and, where it was another, the ward then. */
function addressOf(facts: PlaceFacts, words: MapWords): string {
  const where = [facts.address, facts.ward_name].filter(Boolean).join(', ')
  if (!where) return words.noAddress
  const then = facts.ward_then_name
  return then && then !== facts.ward_name ? `${where} (${words.formerWard.replace('{name}', then)})` : where
}

function countOf(count: number, words: MapWords): string {
  if (count === 0) return words.noOccupation
  return count === 1 ? words.oneOccupation : words.occupations.replace('{n}', String(count))
}

function dayOf(iso: string, words: MapWords): string {
  return new Date(`${iso}T00:00:00`).toLocaleDateString(words.lang === 'vi' ? 'vi-VN' : 'en-GB', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
}

function pageOf(facts: PlaceFacts): string {
  return `/co-so/${encodeURIComponent(facts.code)}`
}

/** The address of a web site when it is one; no other scheme is ever linked. */
function webLink(text: string | null): string | undefined {
  if (!text) return undefined
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  if (!URL.canParse(full)) return undefined
  const url = new URL(full)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
}

function paragraph(className: string, text: string): HTMLElement {
  const line = document.createElement('p')
  if (className) line.className = className
  line.textContent = text
  return line
}

function linkLine(text: string, href: string): HTMLElement {
  const line = document.createElement('p')
  line.append(link(text, href))
  return line
}

function link(text: string, href: string): HTMLAnchorElement {
  const anchor = document.createElement('a')
  anchor.href = href
  anchor.textContent = text
  return anchor
}
