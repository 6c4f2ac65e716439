import { describe, expect, test } from 'vitest'
import { withScript } from './serve/page.ts'
import { cmi5, h5pPackage, manifest, scormPackage, tincan, utf16, zipOf, type Files } from './testing/made.ts'
import { openPackage, page } from './testing/open.ts'

describe('packages made by packagers that are not ours are opened', () => {
  test.each([
    ['1.2', 'scorm_1.2', '1.2', 80],
    ['2004 3rd Edition', 'scorm_2004', '2004 3rd Edition', 0.8],
    ['2004 4th Edition', 'scorm_2004', '2004 4th Edition', 0.8],
  ] as const)('SCORM %s', async (version, standard, edition, masteryScore) => {
    const facts = await openPackage(
      await scormPackage(version, { 'index.html': page, 'anh/a.svg': '<svg/>' }),
    )
    expect(facts).toMatchObject({ standard, edition, title: 'An toàn hàn hồ quang', language: 'vi' })
    expect(facts.summary).toBe('Bài giảng về an toàn khi hàn.')
    expect(facts.seconds).toBe(25 * 60)
    expect(facts.items).toEqual([
      expect.objectContaining({
        title: 'An toàn hàn hồ quang',
        launch: { path: 'index.html', suffix: '' },
        reports: true,
        data: expect.objectContaining({ masteryScore }),
      }),
    ])
  })

  test('H5P', async () => {
    const facts = await openPackage(await h5pPackage('Chào cả lớp'))
    expect(facts).toMatchObject({
      standard: 'h5p',
      edition: 'H5P.Chao 1.0',
      title: 'Lời chào đầu giờ',
      language: 'vi',
    })
  })
})

test('cmi5: blocks are headings, units begin in the package or elsewhere', async () => {
  const facts = await openPackage(await zipOf({ 'cmi5.xml': cmi5, 'au1/index.html': page }))
  expect(facts).toMatchObject({ standard: 'cmi5', title: 'Hàn cơ bản', language: 'vi', summary: 'Ba phần.' })
  expect(facts.items.map(({ title, depth, launch }) => ({ title, depth, launch }))).toEqual([
    { title: 'Chương 1', depth: 0, launch: null },
    { title: 'Mở đầu', depth: 1, launch: { path: 'au1/index.html', suffix: '?che-do=1' } },
    { title: 'Ở nơi khác', depth: 0, launch: { address: 'https://khac.test/bai' } },
  ])
  expect(facts.items[1]!.data).toMatchObject({
    masteryScore: 0.8,
    moveOn: 'CompletedAndPassed',
    launchData: 'tham-so',
  })
})

test('xAPI: activities with a launch are its parts, in the reader’s language', async () => {
  const facts = await openPackage(await zipOf({ 'tincan.xml': tincan, 'story.html': page }))
  expect(facts).toMatchObject({ standard: 'xapi', title: 'Trò chơi an toàn', language: 'vi' })
  expect(facts.items.map((item) => item.launch)).toEqual([{ path: 'story.html', suffix: '' }])
})

test.each<[string, Files, Record<string, unknown>]>([
  [
    'Storyline, in no language',
    {
      'tincan.xml': `<?xml version="1.0" encoding="utf-8"?><tincan xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="http://projecttincan.com/tincan.xsd">
        <activities><activity id="http://6abc_course_id" type="http://adlnet.gov/expapi/activities/course"><name lang="und">Cấp cứu</name><description lang="und" />
        <launch lang="und">index_lms.html</launch></activity>
        <activity id="http://6abc_course_id/1" type="http://adlnet.gov/expapi/activities/module"><name lang="und">Mở đầu</name></activity></activities></tincan>`,
      'index_lms.html': page,
    },
    {
      standard: 'xapi',
      title: 'Cấp cứu',
      language: null,
      summary: '',
      items: [{ launch: { path: 'index_lms.html' } }],
    },
  ],
  [
    'Adapt, with words as character data',
    {
      'tincan.xml': `<?xml version="1.0" encoding="utf-8" ?><tincan xmlns="http://projecttincan.com/tincan.xsd"><activities><activity id="https://a.test/1" type="x">
        <name><![CDATA[Vì sao cần giấy phép?]]></name><description lang="en-US"><![CDATA[]]></description><launch lang="en-us">index.html</launch></activity></activities></tincan>`,
      'index.html': page,
    },
    { standard: 'xapi', title: 'Vì sao cần giấy phép?', items: [{ launch: { path: 'index.html' } }] },
  ],
  [
    'Rise, with objectives and blank lines',
    {
      'cmi5.xml': `<?xml version="1.0" encoding="utf-8" ?><courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
        <course id="http://a_rise/course"><title><langstring lang="vi">Phát triển bền vững</langstring></title><description><langstring lang="vi"></langstring></description></course>
        <objectives><objective id="http://a_rise/1"><title><langstring lang="vi">\n Mục tiêu \n</langstring></title></objective></objectives>
        <au id="http://a_rise/activity" launchMethod="OwnWindow" moveOn="Passed"><title><langstring lang="vi">\n   Phát triển bền vững\n </langstring></title>
        <objectives><objective idref="http://a_rise/1" /></objectives><url>./scormdriver/indexAPI.html</url><launchParameters>eyJ4IjoxfQ</launchParameters></au></courseStructure>`,
      'scormdriver/indexAPI.html': page,
    },
    {
      standard: 'cmi5',
      title: 'Phát triển bền vững',
      items: [
        {
          title: 'Phát triển bền vững',
          launch: { path: 'scormdriver/indexAPI.html' },
          data: { moveOn: 'Passed', launchData: 'eyJ4IjoxfQ', activity: 'http://a_rise/activity' },
        },
      ],
    },
  ],
])('a manifest as other packers write it: %s', async (_name, files, facts) => {
  expect(await openPackage(await zipOf(files))).toMatchObject(facts)
})

test('SCORM 2004 2nd edition, which calls itself by the number of its book', async () => {
  const old = manifest(['index.html'])
    .replace('adlcp_rootv1p2', 'adlcp_v1p3')
    .replace('<schemaversion>1.2<', '<schemaversion>CAM 1.3<')
    .replaceAll('adlcp:scormtype', 'adlcp:scormType')
  const facts = await openPackage(await zipOf({ 'imsmanifest.xml': old, 'index.html': page }))
  expect(facts).toMatchObject({ standard: 'scorm_2004', edition: '2004 2nd Edition' })
  expect(facts.items[0]).toMatchObject({ reports: true, launch: { path: 'index.html' } })
})

test('pages without a manifest begin with their first page', async () => {
  const html = '<html lang="vi-VN"><head><title>Mô phỏng &amp; thử</title></head></html>'
  const facts = await openPackage(await zipOf({ 'index.html': html, 'a.js': '1' }))
  expect(facts).toMatchObject({ standard: 'html', title: 'Mô phỏng & thử', language: 'vi' })
})

test('the description of a page is found whichever attribute comes first', async () => {
  const html = `<html data-x='a"b' lang=vi><head><meta charset="utf-8"><meta content='An toàn &quot;hàn&quot;' name="Description"></head></html>`
  expect(await openPackage(await zipOf({ 'index.html': html }))).toMatchObject({
    summary: 'An toàn "hàn"',
    language: 'vi',
  })
})

test('our script stands in the head, and not in one that is a comment', () => {
  const page = '<!doctype html><!-- <head> --><html><HEAD class="a"><title>x</title></head>'
  expect(withScript(Buffer.from(page), '/x.js').bytes.toString()).toBe(
    page.replace('class="a">', 'class="a"><script src="/x.js"></script>'),
  )
})

const wide = manifest(['index.html'], { prolog: '<?xml version="1.0" encoding="UTF-16"?>' })

test.each<[string, Files, string]>([
  [
    'a manifest in wrong case',
    { 'IMSManifest.XML': manifest(['index.html']), 'index.html': page },
    'index.html',
  ],
  [
    'everything in one folder',
    { 'Bài 1/imsmanifest.xml': manifest(['index.html']), 'Bài 1/index.html': page },
    'Bài 1/index.html',
  ],
  [
    'litter of another system beside the one folder',
    { 'a/imsmanifest.xml': manifest(['i.html']), 'a/i.html': page, '__MACOSX/a/._i.html': 'x' },
    'a/i.html',
  ],
  ['UTF-16, little end first', { 'imsmanifest.xml': utf16(wide), 'index.html': page }, 'index.html'],
  ['UTF-16, big end first', { 'imsmanifest.xml': utf16(wide, true), 'index.html': page }, 'index.html'],
  [
    'UTF-8 with a mark',
    { 'imsmanifest.xml': `\uFEFF${manifest(['index.html'])}`, 'index.html': page },
    'index.html',
  ],
  ['UTF-16 by name only', { 'imsmanifest.xml': wide, 'index.html': page }, 'index.html'],
  ['a file in wrong case', { 'imsmanifest.xml': manifest(['Index.HTML']), 'index.html': page }, 'index.html'],
  [
    'folders by \\',
    { 'imsmanifest.xml': manifest(['bai\\index.html']), 'bai/index.html': page },
    'bai/index.html',
  ],
  [
    'names in the ZIP by \\',
    { 'imsmanifest.xml': manifest(['bai/index.html']), 'bai\\index.html': page },
    'bai/index.html',
  ],
  [
    '%-escapes',
    { 'imsmanifest.xml': manifest(['B%C3%A0i%201/index.html']), 'Bài 1/index.html': page },
    'Bài 1/index.html',
  ],
  ['a % that is none', { 'imsmanifest.xml': manifest(['100%.html']), '100%.html': page }, '100%.html'],
])('found all the same: %s', async (_name, files, path) => {
  const facts = await openPackage(await zipOf(files))
  expect(facts).toMatchObject({ standard: 'scorm_1.2', title: 'Bài giảng' })
  expect(facts.items[0]!.launch).toEqual({ path, suffix: '' })
})
