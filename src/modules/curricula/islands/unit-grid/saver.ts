import { sendForm, type Answer } from '#platform/forms/send.ts'
import { gridFields, type GridRow, type GridSettings } from '../../unit-grid.ts'
import { askToRemove, askWhose } from './ask.ts'
import type { Grid, Row } from './grid.ts'
import { openJournal } from './journal.ts'
import { createStatus } from './status.ts'

/** Rests this long after the last key before a row is sent. */
const pause = 500
/** Tries again after this long while the line is down. */
const retry = 4_000

export type Saver = {
  changed: (row: Row) => void
  remove: (row: Row) => void
  /** Puts back what an earlier visit typed and could not send. */
  restore: () => void
}

type Parts = { grid: Grid; settings: GridSettings; check: () => void }

/** Sends each changed row as the page's own form does, one after the other, and says where that stands. */
export function createSaver(root: HTMLElement, { grid, settings, check }: Parts): Saver {
  const journal = openJournal(settings.versionId)
  const status = createStatus(root, settings)
  const queue = createQueue(async (row) => {
    if (!row.isConnected || row.dataset['row'] === undefined) return
    const typed = grid.read(row)
    const id = row.dataset['row']
    if (isLeftEmpty(grid, row)) return takeOut(row)
    status.mended(id)
    status.say('saving')
    settle(row, typed, await sendForm(bodyOf('row', { id, version: row.dataset['version'] ?? '', ...typed })))
  })
  const keep = (row: Row, id: string) => {
    status.pending.add(id)
    journal.put(id, { version: versionOf(row), row: grid.read(row) })
  }
  const settled = (id: string) => {
    status.pending.delete(id)
    status.mended(id)
    journal.drop(id)
  }
  const changed = (row: Row) => {
    row.dataset['row'] ??= newId()
    check()
    keep(row, row.dataset['row'])
    status.say('waiting')
    queue.later(row, pause)
  }
  const fault = (row: Row, state: 'refused' | 'conflict', reason: string) =>
    status.fault(row.dataset['row']!, { state, row: nameOf(grid, row), reason })
  const settle = (row: Row, typed: GridRow, answer: Answer) => {
    const id = row.dataset['row']!
    clearMarks(row)
    switch (answer.kind) {
      case 'done':
        row.dataset['version'] = String(answer.result['version'])
        if (isSame(typed, grid.read(row))) settled(id)
        else keep(row, id)
        return status.tell()
      case 'away':
        status.say('offline')
        return queue.later(row, retry)
      case 'signed_out':
        return status.say('signed_out')
      case 'conflict':
        // 409 is also what a draft answers that is none any more: then nobody was first, and what was typed stays
        if (!rowConflicts.has(answer.error)) return fault(row, 'refused', answer.message)
        fault(row, 'conflict', '')
        return void decide(row)
      case 'refused':
        for (const field of Object.keys(answer.fields))
          row.querySelector(`[data-field=${field}]`)?.setAttribute('aria-invalid', 'true')
        return fault(row, 'refused', Object.values(answer.fields)[0] ?? answer.message)
    }
  }
  const decide = async (row: Row) => {
    const id = row.dataset['row']!
    const isAsked = await askWhose(row, grid, settings, {
      keep: () => (status.mended(id), changed(row)),
      take: () => (settled(id), check(), status.tell()),
    })
    if (isAsked) return
    status.mended(id)
    status.say('offline')
    queue.later(row, retry)
  }
  const takeOut = async (row: Row) => {
    const id = row.dataset['row']!
    const name = nameOf(grid, row)
    const answer: Answer =
      row.dataset['version'] === undefined
        ? { kind: 'done', result: {} }
        : await sendForm(bodyOf('remove', { id }))
    if (answer.kind === 'done') {
      settled(id)
      drop(grid, row)
      check()
      return status.say('removed', { row: name })
    }
    untick(row)
    // what was typed into it before is still to be sent
    if (status.pending.has(id)) queue.later(row, retry)
    if (answer.kind === 'away') return status.say('offline')
    if (answer.kind === 'signed_out') return status.say('signed_out')
    fault(row, 'refused', answer.message)
  }
  const remove = (row: Row) => {
    if (row.dataset['row'] === undefined) return untick(row)
    if (row.dataset['version'] === undefined) return queue.now(row, takeOut)
    askToRemove(row, settings, nameOf(grid, row), {
      yes: () => queue.now(row, takeOut),
      no: () => untick(row),
    })
  }
  const restore = () => {
    const waiting = Object.entries(journal.all())
    for (const [id, { version, row: typed }] of waiting) {
      const row = grid.find(id) ?? grid.blank()
      row.dataset['row'] = id
      if (version !== null) row.dataset['version'] = String(version)
      for (const field of gridFields) grid.set(row, field, typed[field] ?? '')
      status.pending.add(id)
      queue.later(row, 0)
    }
    if (waiting.length > 0) status.say('restored', { count: String(waiting.length) })
  }
  globalThis.addEventListener('online', () => restore())
  return { changed, remove, restore }
}

/** The row is another by now, or gone; every other 409 says that the draft takes no rows. */
const rowConflicts = new Set([
  'curricula.error.row_changed',
  'curricula.error.row_gone',
  'platform.error.conflict',
])

/** Rows to be sent, one after the other, each a while after the last key. */
function createQueue(send: (row: Row) => Promise<void>) {
  const timers = new Map<Row, ReturnType<typeof setTimeout>>()
  let line: Promise<unknown> = Promise.resolve()
  const now = (row: Row, act: (row: Row) => Promise<void>) => {
    clearTimeout(timers.get(row))
    timers.delete(row)
    line = line.then(() => act(row))
  }
  const later = (row: Row, wait: number) => {
    clearTimeout(timers.get(row))
    timers.set(
      row,
      setTimeout(() => now(row, send), wait),
    )
  }
  return { now, later }
}

/** A row of this visit in which nothing stands any more: typed and cleared again, or a pasted block taken back. */
const isLeftEmpty = (grid: Grid, row: Row): boolean => row.dataset['blank'] !== undefined && grid.isBlank(row)

/** Takes the row out of the table; one that was empty from the start may be filled anew. */
function drop(grid: Grid, row: Row): void {
  if (isLeftEmpty(grid, row)) {
    delete row.dataset['row']
    delete row.dataset['version']
    return untick(row)
  }
  if (row.contains(document.activeElement)) grid.focus(grid.after(row), 'code')
  row.remove()
}

function untick(row: Row): void {
  const box = row.querySelector<HTMLInputElement>('[data-remove]')
  if (box) box.checked = false
}

const nameOf = (grid: Grid, row: Row) => grid.get(row, 'code') || grid.get(row, 'name')

function versionOf(row: Row): number | null {
  return row.dataset['version'] === undefined ? null : Number(row.dataset['version'])
}

/** A form of the page as it would be filled: what is empty is not there. */
function bodyOf(form: string, values: Record<string, string>): FormData {
  const body = new FormData()
  body.set('_form', form)
  for (const [name, value] of Object.entries(values)) if (value !== '') body.set(name, value)
  return body
}

function isSame(a: GridRow, b: GridRow): boolean {
  return gridFields.every((field) => a[field] === b[field])
}

function clearMarks(row: Row): void {
  for (const control of row.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid')
}

/** An id also where the page came over plain http, which has no `crypto.randomUUID`. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}
