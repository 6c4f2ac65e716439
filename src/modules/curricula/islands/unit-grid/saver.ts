import { sendForm, type Answer } from '#platform/forms/send.ts'
import { gridFields, type GridRow, type GridSettings } from '../../unit-grid.ts'
import { askWhose } from './conflict.ts'
import type { Grid, Row } from './grid.ts'
import { openJournal } from './journal.ts'

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

/** Sends each changed row as the page's own form does, one after the other, and says where that stands. */
export function createSaver(root: HTMLElement, grid: Grid, settings: GridSettings, check: () => void): Saver {
  const journal = openJournal(settings.versionId)
  const timers = new Map<Row, ReturnType<typeof setTimeout>>()
  const status = root.querySelector<HTMLElement>('[data-grid-status]')!
  let queue: Promise<unknown> = Promise.resolve()
  const say = (key: string, params: Record<string, string> = {}) => {
    status.textContent = (settings.words[key] ?? '').replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => params[name] ?? '',
    )
    status.dataset['state'] = key
  }
  const nameOf = (row: Row) => grid.get(row, 'code') || grid.get(row, 'name')

  const later = (row: Row, wait: number) => {
    clearTimeout(timers.get(row))
    timers.set(
      row,
      setTimeout(() => {
        timers.delete(row)
        queue = queue.then(() => send(row))
      }, wait),
    )
  }
  const changed = (row: Row) => {
    check()
    row.dataset['row'] ??= newId()
    journal.put(row.dataset['row'], { version: versionOf(row), row: grid.read(row) })
    say('waiting')
    later(row, pause)
  }
  const send = async (row: Row) => {
    const id = row.dataset['row']!
    const typed = grid.read(row)
    if (!row.isConnected) return
    say('saving')
    settle(row, typed, await sendForm(bodyOf('row', { id, version: String(versionOf(row) ?? ''), ...typed })))
  }
  const settle = (row: Row, typed: GridRow, answer: Answer) => {
    const id = row.dataset['row']!
    clearMarks(row)
    switch (answer.kind) {
      case 'done':
        row.dataset['version'] = String(answer.result['version'])
        if (isSame(typed, grid.read(row))) journal.drop(id)
        else journal.put(id, { version: versionOf(row), row: grid.read(row) })
        return say(Object.keys(journal.all()).length === 0 ? 'saved' : 'saving')
      case 'away':
        say('offline')
        return later(row, retry)
      case 'signed_out':
        return say('signed_out')
      case 'conflict':
        say('conflict', { row: nameOf(row) })
        return void askWhose(
          row,
          grid,
          settings,
          () => changed(row),
          () => (journal.drop(id), check(), say('saved')),
        )
      case 'refused':
        for (const field of Object.keys(answer.fields))
          row.querySelector(`[data-field=${field}]`)?.setAttribute('aria-invalid', 'true')
        return say('refused', { row: nameOf(row), reason: Object.values(answer.fields)[0] ?? answer.message })
    }
  }
  const takeOut = async (row: Row) => {
    const id = row.dataset['row']!
    const answer = await sendForm(bodyOf('remove', { id }))
    if (answer.kind === 'done') {
      journal.drop(id)
      grid.focus(grid.after(row), 'code')
      row.remove()
      check()
      say('removed', { row: nameOf(row) })
    } else {
      row.querySelector<HTMLInputElement>('[data-remove]')!.checked = false
      const reason = answer.kind === 'refused' ? answer.message : ''
      say(answer.kind === 'away' ? 'offline' : 'refused', { row: nameOf(row), reason })
    }
  }
  const remove = (row: Row) => {
    clearTimeout(timers.get(row))
    queue = queue.then(() => takeOut(row))
  }
  const restore = () => {
    const waiting = Object.entries(journal.all())
    for (const [id, { version, row: typed }] of waiting) {
      const row = grid.find(id) ?? grid.blank()
      row.dataset['row'] = id
      if (version !== null) row.dataset['version'] = String(version)
      for (const field of gridFields) grid.set(row, field, typed[field] ?? '')
      later(row, 0)
    }
    if (waiting.length > 0) say('restored', { count: String(waiting.length) })
  }
  globalThis.addEventListener('online', () => restore())
  return { changed, remove, restore }
}

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
