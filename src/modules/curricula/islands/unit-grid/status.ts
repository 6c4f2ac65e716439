import type { GridSettings } from '../../unit-grid.ts'

type State = 'saved' | 'saving' | 'waiting' | 'offline' | 'signed_out' | 'restored' | 'removed'
/** What a row waits for the person to mend or to decide. */
type Fault = { state: 'refused' | 'conflict'; row: string; reason: string }

/** The line above the table. What was refused stays in it until that row is well, whatever becomes of others. */
export type Status = {
  /** What was typed into a row and the server has not said that it holds. */
  pending: Set<string>
  say: (state: State, params?: Record<string, string>) => void
  fault: (id: string, fault: Fault) => void
  mended: (id: string) => void
  /** Says how all of it stands. */
  tell: () => void
}

export function createStatus(root: HTMLElement, settings: GridSettings): Status {
  const line = root.querySelector<HTMLElement>('[data-grid-status]')!
  const pending = new Set<string>()
  const faults = new Map<string, Fault>()
  const write = (state: string, params: Record<string, string> = {}) => {
    line.textContent = (settings.words[state] ?? '').replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => params[name] ?? '',
    )
    line.dataset['state'] = state
  }
  const tell = (otherwise?: () => void) => {
    const fault = [...faults.values()].at(-1)
    if (fault) return write(fault.state, { row: fault.row, reason: fault.reason })
    if (otherwise) return otherwise()
    write(pending.size === 0 ? 'saved' : 'waiting')
  }
  return {
    pending,
    say: (state, params) => tell(() => write(state, params)),
    fault(id, fault) {
      faults.set(id, fault)
      tell()
    },
    mended: (id) => void faults.delete(id),
    tell: () => tell(),
  }
}
