import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packageLimits, type PackageLimits } from './archive/limits.ts'
import { pathFromName } from './archive/name.ts'
import { PackageFault } from './fault.ts'
import { readPackageBeside } from './manifest/ask.ts'
import { withScript } from './serve/page.ts'
import { cmi5, manifest, utf16, zipOf, type Files } from './testing/made.ts'
import { openPackage, page } from './testing/open.ts'

async function faultOf(zip: Buffer, limits?: PackageLimits): Promise<PackageFault> {
  try {
    await openPackage(zip, limits)
  } catch (error) {
    if (error instanceof PackageFault) return error
    throw error
  }
  throw new Error('it was opened')
}

/** Sets bits of the directory of a ZIP, at the entry of this name: what no packer of ours writes. */
function patched(zip: Buffer, name: string, change: (zip: Buffer, at: number) => void): Buffer {
  const out = Buffer.from(zip)
  for (
    let at = out.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    at >= 0;
    at = out.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), at + 4)
  )
    if (out.toString('utf8', at + 46, at + 46 + out.readUInt16LE(at + 28)) === name) change(out, at)
  return out
}

/** Bytes that pack badly, the same each time. */
const noise = (size: number): Buffer => {
  let seed = 1
  return Buffer.from(Array.from({ length: size }, () => (seed = (seed * 48_271) % 2_147_483_647) >> 8))
}
const good: Files = { 'imsmanifest.xml': manifest(['index.html']), 'index.html': page }
const withName = (name: string) => zipOf({ ...good, [name]: 'x' })
const small: PackageLimits = { ...packageLimits, files: 5, totalBytes: 500_000, ratioFrom: 100_000 }
const nest = async (layers: number): Promise<Buffer> =>
  layers === 0 ? zipOf({ 'a.txt': 'x' }) : zipOf({ 'trong.zip': await nest(layers - 1) })

test.each<[string, () => Promise<Buffer>, Record<string, unknown>, PackageLimits?]>([
  ['no manifest', () => zipOf({ 'bai/a.txt': 'x', 'b.txt': 'y' }), { code: 'no_manifest' }],
  ['no ZIP', async () => Buffer.from('khong phai zip'), { code: 'damaged' }],
  ['cut short', async () => (await zipOf(good)).subarray(0, 300), { code: 'damaged' }],
  ['climbs', () => withName('../../etc/passwd'), { code: 'climbs', params: { entry: '../../etc/passwd' } }],
  ['climbs by \\', () => withName('a\\..\\..\\b.txt'), { code: 'climbs' }],
  ['climbs on Windows', () => withName('a/.. /b.txt'), { code: 'climbs' }],
  ['absolute', () => withName('/etc/passwd'), { code: 'absolute', params: { entry: '/etc/passwd' } }],
  ['a share', () => withName('\\\\may\\o\\a.txt'), { code: 'absolute' }],
  ['a drive', () => withName('C:\\a.txt'), { code: 'drive', params: { entry: 'C:\\a.txt' } }],
  ['a control character', () => withName('a\u0000b.txt'), { code: 'name' }],
  ['a long name', () => withName(`${'a'.repeat(600)}.txt`), { code: 'long_name' }],
  [
    'twice the same name',
    () => zipOf({ ...good, './index.html': 'y' }),
    { code: 'duplicate', params: { entry: 'index.html' } },
  ],
  [
    'a symbolic link',
    async () => patched(await zipOf(good), 'index.html', (zip, at) => zip.writeUInt32LE(0xa1ff0000, at + 38)),
    { code: 'link', params: { entry: 'index.html' } },
  ],
  [
    'encrypted',
    async () => patched(await zipOf(good), 'index.html', (zip, at) => zip.writeUInt16LE(0x0809, at + 8)),
    { code: 'encrypted', params: { entry: 'index.html' } },
  ],
  [
    'a method nobody has',
    async () => patched(await zipOf(good), 'index.html', (zip, at) => zip.writeUInt16LE(99, at + 10)),
    { code: 'method', params: { entry: 'index.html', method: 99 } },
  ],
  [
    'too many files',
    () => zipOf(Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.txt`, 'x']))),
    { code: 'too_many' },
    small,
  ],
  ['too large', () => zipOf({ ...good, 'a.bin': noise(600_000) }), { code: 'too_large' }, small],
  [
    'a bomb',
    () => zipOf({ ...good, 'a.bin': Buffer.alloc(400_000) }),
    { code: 'bomb', params: { entry: 'a.bin' } },
    small,
  ],
  [
    'a bomb of many small files',
    () => zipOf({ ...good, ...Object.fromEntries(['a', 'b', 'c'].map((at) => [at, Buffer.alloc(80_000)])) }),
    { code: 'bomb', params: { ratio: expect.any(Number) } },
    small,
  ],
  [
    'a bomb that lies about its size',
    async () =>
      patched(await zipOf({ 'imsmanifest.xml': Buffer.alloc(400_000, ' ') }), 'imsmanifest.xml', (zip, at) =>
        zip.writeUInt32LE(100, at + 24),
      ),
    { code: 'damaged', params: { entry: 'imsmanifest.xml' } },
    small,
  ],
  [
    'archives in archives',
    async () => zipOf({ ...good, 'x.zip': await nest(3) }),
    { code: 'nested', params: { entry: 'x.zip' } },
  ],
  [
    'a bomb in an attachment',
    async () => zipOf({ ...good, 'x.zip': await zipOf({ a: Buffer.alloc(400_000) }) }),
    { code: 'nested', params: { entry: 'x.zip' } },
    small,
  ],
  [
    'attachments that each are small enough, and together are not',
    async () => {
      const inner = await zipOf({ 'a.bin': noise(300_000).map((byte) => byte & 15) })
      return zipOf({ ...good, '1.zip': inner, '2.zip': inner })
    },
    { code: 'nested', params: { entry: '2.zip' } },
    small,
  ],
  [
    'a manifest that is no XML',
    () => zipOf({ ...good, 'imsmanifest.xml': '<manifest><a></manifest>' }),
    { code: 'not_xml', params: { entry: 'imsmanifest.xml' } },
  ],
  [
    'another XML under its name',
    () => zipOf({ ...good, 'imsmanifest.xml': '<rss/>' }),
    { code: 'not_manifest' },
  ],
  [
    'a document type',
    () =>
      zipOf({
        ...good,
        'imsmanifest.xml': manifest(['index.html'], {
          prolog: '<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        }),
      }),
    { code: 'doctype', params: { entry: 'imsmanifest.xml' } },
  ],
  [
    'a document type in UTF-16',
    () => zipOf({ ...good, 'imsmanifest.xml': utf16('<!DOCTYPE m><m/>') }),
    { code: 'doctype' },
  ],
  ['nothing to begin with', () => zipOf({ ...good, 'imsmanifest.xml': manifest([]) }), { code: 'no_launch' }],
  [
    'the first file is missing',
    () => zipOf({ ...good, 'imsmanifest.xml': manifest(['mat.html']) }),
    { code: 'launch_missing', params: { href: 'mat.html' } },
  ],
  [
    'the first file lies outside',
    () => zipOf({ ...good, 'imsmanifest.xml': manifest(['../index.html']) }),
    { code: 'launch_missing', params: { href: '../index.html' } },
  ],
  [
    'it begins at an address that is none',
    () => zipOf({ ...good, 'imsmanifest.xml': manifest(['index.html', 'https://[x']) }),
    { code: 'launch_missing', params: { href: 'https://[x' } },
  ],
  [
    'cmi5 that begins at an address that is none',
    () => zipOf({ 'cmi5.xml': cmi5.replace('https://khac.test/bai', 'http://'), 'au1/index.html': page }),
    { code: 'launch_missing', params: { href: 'http://' } },
  ],
  [
    'H5P that is no JSON',
    () => zipOf({ 'h5p.json': '{', 'content/content.json': '{}' }),
    { code: 'not_json', params: { entry: 'h5p.json' } },
  ],
  [
    'H5P without its content',
    () =>
      zipOf({
        'h5p.json':
          '{"mainLibrary":"H5P.A","preloadedDependencies":[{"machineName":"H5P.A","majorVersion":1,"minorVersion":0}]}',
      }),
    { code: 'launch_missing' },
  ],
  [
    'H5P without its library',
    () =>
      zipOf({
        'h5p.json':
          '{"mainLibrary":"H5P.A","preloadedDependencies":[{"machineName":"H5P.A","majorVersion":1,"minorVersion":0}]}',
        'content/content.json': '{}',
      }),
    { code: 'library_missing', params: { library: 'H5P.A-1.0' } },
  ],
  [
    'cmi5 whose unit is missing',
    () => zipOf({ 'cmi5.xml': cmi5 }),
    { code: 'launch_missing', params: { href: 'Au1/index.html?che-do=1' } },
  ],
  [
    'xAPI that begins nothing',
    () => zipOf({ 'tincan.xml': '<tincan><activities/></tincan>' }),
    { code: 'no_launch' },
  ],
])('refused: %s', async (_name, make, expected, limits) => {
  const { code, params } = await faultOf(await make(), limits)
  expect({ code, params }).toMatchObject(expected)
})

test('no name leads out of its package, and what is kept is asked for as it is kept', () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '', '.. ', '. .', 'C:', 'a', 'Bài 1'),
    fc.string({ maxLength: 8 }),
  )
  const name = fc
    .array(fc.tuple(part, fc.constantFrom('/', '\\', '//', '/./')), { maxLength: 8 })
    .map((parts) => parts.flat().join(''))
  fc.assert(
    fc.property(name, (given) => {
      const found = pathFromName(given)
      if ('fault' in found) return
      const resolved = new URL(found.path.split('/').map(encodeURIComponent).join('/'), 'http://x/goi/')
      expect(decodeURIComponent(resolved.pathname)).toBe(`/goi/${found.path}`)
      expect(found.path).not.toMatch(/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|\\/i)
      expect(pathFromName(found.path)).toEqual(found)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['<meta name="description"', 20_000],
  ['<html lang', 9_000],
  ['<title', 16_000],
  [`<meta ${'a-'.repeat(900)}>`, 50],
])('a page made to be slow to read (%s …) is not', async (text, times) => {
  const zip = await zipOf({ 'index.html': text.repeat(times) })
  const begun = performance.now()
  await openPackage(zip)
  expect(performance.now() - begun).toBeLessThan(2000)
})

test.each(['<!--', '<head ', '<html ', '<!doctype '])('nor is it slow to serve (%s …)', (text) => {
  const bytes = Buffer.from(text.repeat(100_000 / text.length))
  const begun = performance.now()
  expect(withScript(bytes, '/x.js').bytes.toString()).toContain('<script src="/x.js"></script>')
  expect(performance.now() - begun).toBeLessThan(300)
})

test('a package that takes too long to read is refused, and nobody waits for it', async () => {
  const path = join(tmpdir(), `ngheso-goi-${process.pid}.zip`)
  await writeFile(path, await zipOf({ 'index.html': page }))
  await expect(readPackageBeside(path, { ms: 1, megabytes: 100 })).rejects.toMatchObject({ code: 'too_long' })
  await rm(path)
})
