import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fs as createEditor, H5PConfig } from '@lumieducation/h5p-server'
// @ts-expect-error -- it comes without types
import packScorm from 'simple-scorm-packager'
import { writeZip } from '#platform/sheets/index.ts'

export type Files = Record<string, string | Uint8Array>

/** A ZIP of these files, names as they are given. */
export async function zipOf(files: Files): Promise<Buffer> {
  const parts = Object.entries(files).map(([path, content]) => ({ path, content: [content] }))
  return Buffer.concat(await Array.fromAsync(writeZip(parts)))
}

/** Text in UTF-16 with its mark. */
export const utf16 = (text: string, isBig = false): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ngheso-package-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeAll(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

/** A SCORM package made by `simple-scorm-packager`. */
export function scormPackage(
  version: '1.2' | '2004 3rd Edition' | '2004 4th Edition',
  files: Files,
): Promise<Buffer> {
  return inFolder(async (folder) => {
    const source = join(folder, 'source')
    const outputFolder = join(folder, 'out')
    await writeAll(source, files)
    await mkdir(outputFolder)
    const { log } = console
    console.log = () => undefined
    try {
      await new Promise((resolve) =>
        packScorm(
          {
            version,
            organization: 'Trường Cao đẳng',
            title: 'An toàn hàn hồ quang',
            language: 'vi',
            identifier: 'an-toan-han',
            masteryScore: 80,
            startingPage: 'index.html',
            source,
            package: {
              zip: true,
              outputFolder,
              version: '1.0.0',
              name: 'goi',
              author: 'Nguyễn Thị Soạn',
              description: 'Bài giảng về an toàn khi hàn.',
              duration: 'PT0H25M0S',
              typicalDuration: 'PT0H45M0S',
            },
          },
          resolve,
        ),
      )
    } finally {
      console.log = log
    }
    const [name] = await readdir(outputFolder)
    return readFile(join(outputFolder, name!))
  })
}

/** A content type of our own for the tests: it shows a sentence and reports when its button is pressed. */
const chao = {
  'H5P.Chao-1.0/library.json': JSON.stringify({
    title: 'Lời chào',
    machineName: 'H5P.Chao',
    majorVersion: 1,
    minorVersion: 0,
    patchVersion: 0,
    runnable: 1,
    license: 'MIT',
    preloadedJs: [{ path: 'chao.js' }],
  }),
  'H5P.Chao-1.0/semantics.json': JSON.stringify([{ name: 'text', type: 'text', label: 'Câu chào' }]),
  'H5P.Chao-1.0/chao.js': `H5P.Chao = (function ($) {
    function Chao(params, id) {
      H5P.EventDispatcher.call(this)
      var self = this
      this.contentId = id
      this.attach = function ($at) {
        $at.append($('<p id="chao"></p>').text(params.text))
        $at.append($('<button type="button">Xong</button>').on('click', function () {
          self.triggerXAPIScored(1, 1, 'completed')
        }))
      }
    }
    Chao.prototype = Object.create(H5P.EventDispatcher.prototype)
    return Chao
  })(H5P.jQuery)`,
}

/** An H5P package exported by `@lumieducation/h5p-server`. */
export function h5pPackage(text: string): Promise<Buffer> {
  return inFolder(async (folder) => {
    const of = (name: string) => join(folder, name)
    await writeAll(of('libraries'), chao)
    for (const name of ['temporary', 'content']) await mkdir(of(name))
    const editor = createEditor(new H5PConfig(), of('libraries'), of('temporary'), of('content'))
    const user = { id: '1', name: 'Soạn', email: 'soan@test.local', type: 'local' }
    const metadata = {
      title: 'Lời chào đầu giờ',
      language: 'vi',
      defaultLanguage: 'vi',
      mainLibrary: 'H5P.Chao',
      embedTypes: ['div'],
      license: 'U',
      preloadedDependencies: [{ machineName: 'H5P.Chao', majorVersion: 1, minorVersion: 0 }],
    } as never
    const id = await editor.saveOrUpdateContent(undefined as never, { text }, metadata, 'H5P.Chao 1.0', user)
    const out = new PassThrough()
    const all = Array.fromAsync(out as AsyncIterable<Buffer>)
    await editor.exportContent(id, out, user)
    return Buffer.concat(await all)
  })
}

/** `imsmanifest.xml` of SCORM 1.2 with one SCO for each file. */
export const manifest = (
  hrefs: readonly string[],
  { prolog = '<?xml version="1.0" encoding="UTF-8"?>', title = 'Bài giảng' } = {},
): string => `${prolog}
<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>${title}</title>
${hrefs.map((_, at) => `<item identifier="i${at}" identifierref="r${at}"><title>Phần ${at + 1}</title></item>`).join('\n')}
</organization></organizations>
<resources>
${hrefs.map((href, at) => `<resource identifier="r${at}" type="webcontent" adlcp:scormtype="sco" href="${href}"/>`).join('\n')}
</resources></manifest>`

export const cmi5 = `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://vi-du.test/khoa"><title><langstring lang="en">Welding</langstring><langstring lang="vi">Hàn cơ bản</langstring></title>
<description><langstring lang="vi">Ba phần.</langstring></description></course>
<block id="https://vi-du.test/khoi"><title><langstring lang="vi">Chương 1</langstring></title><description><langstring lang="vi">.</langstring></description>
<au id="https://vi-du.test/au1" moveOn="CompletedAndPassed" masteryScore="0.8" launchMethod="AnyWindow"><title><langstring lang="vi">Mở đầu</langstring></title>
<description><langstring lang="vi">.</langstring></description><url>Au1/index.html?che-do=1</url><launchParameters>tham-so</launchParameters></au></block>
<au id="https://vi-du.test/au2" moveOn="Completed"><title><langstring lang="vi">Ở nơi khác</langstring></title>
<description><langstring lang="vi">.</langstring></description><url>https://khac.test/bai</url></au>
</courseStructure>`

export const tincan = `<?xml version="1.0" encoding="utf-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
<activity id="https://vi-du.test/tro-choi" type="http://adlnet.gov/expapi/activities/course"><name lang="en-US">Game</name><name lang="vi-VN">Trò chơi an toàn</name>
<description lang="vi-VN">Nhận biết nguy hiểm.</description><launch lang="vi-VN">story.html</launch></activity>
<activity id="https://vi-du.test/tro-choi/1" type="http://adlnet.gov/expapi/activities/module"><name lang="vi-VN">Cảnh 1</name></activity>
</activities></tincan>`
