import { readFile, stat } from 'node:fs/promises'
import type { Found } from './found.ts'
import { tidy } from './text.ts'

const mostBytes = 10 * 1024 * 1024
const moment = String.raw`(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})`
const cue = new RegExp(`^${moment}[ \\t]+-->[ \\t]+${moment}(?:[ \\t].*)?$`)

/**
 * Checks captions (WebVTT): the head, each time line, that times go forward. A fault names its line; a player would
 * leave out what it does not understand without a word.
 */
export async function readCaptions(path: string): Promise<Found> {
  const { size } = await stat(path)
  if (size > mostBytes) return { fault: { key: 'resources.files.fault.captions_size' } }
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  const lines = text.split('\n')
  if (!/^WEBVTT([ \t].*)?$/.test(lines[0] ?? ''))
    return { fault: { key: 'resources.files.fault.captions_head' } }
  const said: string[] = []
  let last = -1
  let count = 0
  let end = 0
  for (const [at, line] of lines.entries()) {
    if (!line.includes('-->')) {
      if (count > 0 && line.trim() !== '' && lines[at + 1]?.includes('-->') !== true) said.push(line)
      continue
    }
    const found = cue.exec(line)
    const begin = found && secondsOf(found.slice(1, 5))
    const until = found && secondsOf(found.slice(5, 9))
    if (begin === null || until === null) return fault('captions_time', at)
    if (until <= begin) return fault('captions_backwards', at)
    if (begin < last) return fault('captions_order', at)
    last = begin
    end = Math.max(end, until)
    count++
  }
  if (count === 0) return { fault: { key: 'resources.files.fault.captions_none' } }
  return { text: tidy(said.join('\n').replace(/<[^>]*>/g, '')), seconds: Math.max(1, Math.round(end)) }
}

const fault = (key: string, at: number): Found => ({
  fault: { key: `resources.files.fault.${key}`, params: { line: at + 1 } },
})

function secondsOf([hours, minutes, seconds, thousandths]: (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1000
}
