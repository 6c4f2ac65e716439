import type { Element } from '@xmldom/xmldom'
import { textOf } from '#platform/xml.ts'
import type { PackageFacts, PackageItem, Standard } from '../facts.ts'
import { PackageFault } from '../fault.ts'
import { launchOf, mostItems, type Contents } from './contents.ts'
import { readXml } from './text.ts'
import { all, attributeOf, find, languageOf, secondsOf, wordsOf } from './words.ts'

/** `imsmanifest.xml`: SCORM 1.2, SCORM 2004 (2nd to 4th edition), or plain IMS content. @throws PackageFault */
export async function readScorm(contents: Contents, path: string): Promise<PackageFacts> {
  const root = readXml(await contents.read(path), path)
  if (root.localName?.toLowerCase() !== 'manifest') throw new PackageFault('not_manifest', { entry: path })
  const { standard, edition } = editionOf(root)
  const items = listItems(root, contents)
  if (!items.some((item) => item.launch)) throw new PackageFault('no_launch', { entry: path })
  const lom = await findLom(root, contents)
  const general = find(lom, 'general')
  const title = wordsOf(find(general, 'title'))
  const times = [find(lom, 'technical', 'duration'), find(lom, 'educational', 'typicalLearningTime')]
  const [seconds = null] = times.map(lengthOf).filter((one) => one !== null)
  return {
    standard,
    edition,
    title: textOf(find(chosenOrganization(root), 'title')) || title.text,
    language: languageOf(textOf(find(general, 'language'))) ?? languageOf(title.language),
    summary: wordsOf(find(general, 'description')).text,
    seconds,
    items,
  }
}

/** LOM writes a duration as `duration` (1.0) or `datetime` (1.2) inside, beside words about it. */
const lengthOf = (element: Element | undefined): number | null =>
  secondsOf(textOf(find(element, 'duration') ?? find(element, 'datetime') ?? element))

function editionOf(root: Element): { standard: Standard; edition: string | null } {
  const schema = textOf(find(root, 'metadata', 'schema'))
  const version = textOf(find(root, 'metadata', 'schemaversion'))
  const spaces = [...root.attributes].map((one) => one.value).join(' ')
  if (/2004|CAM\s*1\.3/i.test(version))
    return { standard: 'scorm_2004', edition: /CAM/i.test(version) ? '2004 2nd Edition' : version }
  if (/scorm/i.test(schema) && /^1\.[12]/.test(version)) return { standard: 'scorm_1.2', edition: version }
  if (/adlcp_v1p3/i.test(spaces)) return { standard: 'scorm_2004', edition: version || null }
  if (/adlcp_rootv1p2/i.test(spaces)) return { standard: 'scorm_1.2', edition: '1.2' }
  return { standard: 'ims', edition: version || null }
}

function chosenOrganization(root: Element): Element | undefined {
  const organizations = find(root, 'organizations')
  const listed = all(organizations, 'organization')
  const wanted = attributeOf(organizations, 'default')
  return listed.find((one) => attributeOf(one, 'identifier') === wanted) ?? listed[0]
}

function listItems(root: Element, contents: Contents): PackageItem[] {
  const resources = find(root, 'resources')
  const base = attributeOf(root, 'base') ?? ''
  const listed = new Map(
    all(resources, 'resource').map((one) => [
      attributeOf(one, 'identifier') ?? '',
      {
        element: one,
        base: [base, attributeOf(resources, 'base'), attributeOf(one, 'base')].filter(Boolean).join('/'),
      },
    ]),
  )
  const found: PackageItem[] = []
  const walk = (parent: Element, depth: number) => {
    for (const item of all(parent, 'item')) {
      if (found.length >= mostItems) return
      const resource = listed.get(attributeOf(item, 'identifierref') ?? '')
      const isShown = attributeOf(item, 'isvisible') !== 'false'
      if (isShown || resource) found.push(itemOf(item, depth, resource, contents))
      walk(item, depth + 1)
    }
  }
  const organization = chosenOrganization(root)
  if (organization) walk(organization, 0)
  if (found.some((item) => item.launch)) return found
  // Without an organization a package is the first thing in it that can be begun.
  const [first] = [...listed.values()].filter(({ element }) => attributeOf(element, 'href'))
  return first ? [itemOf(first.element, 0, first, contents)] : found
}

type Resource = { element: Element; base: string }

function itemOf(
  item: Element,
  depth: number,
  resource: Resource | undefined,
  contents: Contents,
): PackageItem {
  const href = resource && attributeOf(resource.element, 'href')
  return {
    id: attributeOf(item, 'identifier') ?? '',
    title: textOf(find(item, 'title')),
    depth,
    launch:
      href === undefined
        ? null
        : begun(href, attributeOf(item, 'parameters') ?? '', resource!.base, contents),
    reports: /^sco$/i.test(attributeOf(resource?.element, 'scormtype') ?? ''),
    data: dataOf(item),
  }
}

function begun(href: string, parameters: string, base: string, contents: Contents): PackageItem['launch'] {
  const launch = launchOf(href, contents, base)
  return 'address' in launch
    ? launch
    : { path: launch.path, suffix: withParameters(launch.suffix, parameters) }
}

/** Parameters of an item behind its address, as the Content Aggregation Model joins them. */
function withParameters(suffix: string, parameters: string): string {
  if (parameters === '') return suffix
  if (parameters.startsWith('#')) return suffix.includes('#') ? suffix : suffix + parameters
  const [, query = '', hash = ''] = /^([^#]*)(.*)$/s.exec(suffix) ?? []
  return `${query}${query.includes('?') ? '&' : '?'}${parameters.replace(/^[?&]/, '')}${hash}`
}

function dataOf(item: Element): PackageItem['data'] {
  const primary = find(item, 'sequencing', 'objectives', 'primaryObjective')
  const measure = textOf(find(primary, 'minNormalizedMeasure'))
  const threshold = find(item, 'completionThreshold')
  const mastery = textOf(find(item, 'masteryscore'))
  return {
    masteryScore: numberOf(mastery) ?? numberOf(measure),
    launchData: find(item, 'dataFromLMS')?.textContent ?? undefined,
    maxTime:
      textOf(find(item, 'maxtimeallowed')) ||
      attributeOf(find(item, 'sequencing', 'limitConditions'), 'attemptAbsoluteDurationLimit'),
    timeLimitAction: textOf(find(item, 'timelimitaction')) || undefined,
    completionThreshold: numberOf(attributeOf(threshold, 'minProgressMeasure') ?? textOf(threshold)),
  }
}

function numberOf(text: string | undefined): number | undefined {
  const value = Number(text)
  return text && Number.isFinite(value) ? value : undefined
}

/** The description in IEEE LOM: in the manifest, or in a file it names. One that cannot be read is no reason to refuse. */
async function findLom(root: Element, contents: Contents): Promise<Element | undefined> {
  for (const metadata of [find(root, 'metadata'), find(chosenOrganization(root), 'metadata')]) {
    const inside = find(metadata, 'lom')
    if (inside) return inside
    const file = contents.find(textOf(find(metadata, 'location')))
    if (!file || !/\.xml$/i.test(file.path)) continue
    try {
      const named = readXml(await contents.read(file.path), file.path)
      if (named.localName?.toLowerCase() === 'lom') return named
    } catch (error) {
      if (!(error instanceof PackageFault)) throw error
    }
  }
  return undefined
}
