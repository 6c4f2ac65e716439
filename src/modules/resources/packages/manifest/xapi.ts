import type { Element } from '@xmldom/xmldom'
import { childrenOf, textOf } from '#platform/xml.ts'
import type { PackageFacts, PackageItem } from '../facts.ts'
import { PackageFault } from '../fault.ts'
import { launchOf, mostItems, type Contents } from './contents.ts'
import { readXml } from './text.ts'
import { all, attributeOf, find, languageOf, textIn, wordsOf } from './words.ts'

/** `cmi5.xml`: the course structure of cmi5. @throws PackageFault */
export async function readCmi5(contents: Contents, path: string): Promise<PackageFacts> {
  const root = readXml(await contents.read(path), path)
  if (root.localName !== 'courseStructure') throw new PackageFault('not_manifest', { entry: path })
  const course = find(root, 'course')
  const title = wordsOf(find(course, 'title'))
  const items: PackageItem[] = []
  const walk = (parent: Element, depth: number) => {
    for (const one of childrenOf(parent)) {
      if (items.length >= mostItems) return
      if (one.localName === 'au') items.push(unitOf(one, depth, contents))
      if (one.localName !== 'block') continue
      items.push({
        id: attributeOf(one, 'id') ?? '',
        title: wordsOf(find(one, 'title')).text,
        depth,
        launch: null,
        reports: false,
        data: {},
      })
      walk(one, depth + 1)
    }
  }
  walk(root, 0)
  if (!items.some((item) => item.launch)) throw new PackageFault('no_launch', { entry: path })
  return {
    standard: 'cmi5',
    edition: null,
    title: title.text,
    language: languageOf(title.language),
    summary: wordsOf(find(course, 'description')).text,
    seconds: null,
    items,
  }
}

function unitOf(au: Element, depth: number, contents: Contents): PackageItem {
  const score = Number(attributeOf(au, 'masteryScore') ?? Number.NaN)
  return {
    id: attributeOf(au, 'id') ?? '',
    title: wordsOf(find(au, 'title')).text,
    depth,
    launch: launchOf(textOf(find(au, 'url')), contents),
    reports: true,
    data: {
      masteryScore: Number.isFinite(score) ? score : undefined,
      launchData: find(au, 'launchParameters')?.textContent ?? undefined,
      moveOn: attributeOf(au, 'moveOn') ?? 'NotApplicable',
      activity: attributeOf(au, 'id'),
    },
  }
}

/** `tincan.xml`: activities of the Experience API; those with an address can be begun. @throws PackageFault */
export async function readTincan(contents: Contents, path: string): Promise<PackageFacts> {
  const root = readXml(await contents.read(path), path)
  if (root.localName?.toLowerCase() !== 'tincan') throw new PackageFault('not_manifest', { entry: path })
  const activities = all(find(root, 'activities'), 'activity').slice(0, mostItems)
  const items = activities.flatMap((one): PackageItem[] => {
    const href = textIn(all(one, 'launch')).text
    if (href === '') return []
    return [
      {
        id: attributeOf(one, 'id') ?? '',
        title: textIn(all(one, 'name')).text,
        depth: 0,
        launch: launchOf(href, contents),
        reports: true,
        data: { activity: attributeOf(one, 'id') },
      },
    ]
  })
  const [first] = items
  if (!first) throw new PackageFault('no_launch', { entry: path })
  const about = activities.find((one) => attributeOf(one, 'id') === first.id)
  const name = textIn(all(about, 'name'))
  return {
    standard: 'xapi',
    edition: null,
    title: name.text,
    language: languageOf(name.language),
    summary: textIn(all(about, 'description')).text,
    seconds: null,
    items,
  }
}
