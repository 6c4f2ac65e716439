import { addLink, say as write, signInAddress, type StatusKind } from '../shared/status.ts'
import type { Grid } from './grid.ts'

export type Status = ReturnType<typeof createStatus>

/** The line over the table that says where everything stands; read out when it changes. */
export function createStatus(root: HTMLElement, words: Record<string, string>) {
  const line = root.querySelector<HTMLElement>('[data-status]')!
  const say = (text: string, kind: StatusKind) => write(line, text, kind)
  return {
    say,
    /** Counts the cells by their states. */
    tally(grid: Grid, outcome: 'idle' | 'away' | 'ended') {
      const count = { unsaved: 0, error: 0, conflict: 0 }
      grid.each((cell) => {
        const state = grid.stateOf(cell)
        if (state === 'error' || state === 'conflict') count[state] += 1
        else if (state === 'unsaved' || state === 'saving') count.unsaved += 1
      })
      const part = (key: string, n: number) => (n > 0 ? (words[key] ?? '').replace('%n', String(n)) : '')
      const unsaved = part(outcome === 'idle' ? 'unsaved' : 'waiting', count.unsaved)
      const problems = [part('refused', count.error), part('conflict', count.conflict)].filter(Boolean)
      const isClear = count.unsaved + count.error + count.conflict === 0
      const saved = isClear
        ? (words.saved_at ?? '').replace('%at', new Date().toTimeString().slice(0, 8))
        : ''
      say(
        [saved, unsaved, ...problems].filter(Boolean).join(' · '),
        isClear ? 'saved' : problems.length > 0 ? 'error' : 'waiting',
      )
      if (outcome === 'ended') addLink(line, words.ended ?? '', words.sign_in ?? '', signInAddress())
    },
  }
}
