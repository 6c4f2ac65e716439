/** A free or taken cell of the week: where a block would begin. */
export type Slot = { key: string; day: string; from: string; label: string; cell: HTMLElement }

/** The table as a board of slots. */
export function createBoard(root: HTMLElement) {
  const heads = [...root.querySelectorAll('thead th')].slice(1).map((head) => head.textContent?.trim() ?? '')
  const cells = [...root.querySelectorAll<HTMLElement>('td[data-slot]')]
  const days = [...new Set(cells.map((cell) => cell.dataset.slot!.split(' ')[0]!))].toSorted()
  const times = [...new Set(cells.map((cell) => cell.dataset.slot!.split(' ')[1]!))].toSorted()
  const toSlot = (cell: HTMLElement): Slot => {
    const [day, from] = cell.dataset.slot!.split(' ') as [string, string]
    return { key: cell.dataset.slot!, day, from, label: `${heads[days.indexOf(day)] ?? day} ${from}`, cell }
  }
  /** The cell that covers a day and time: the last that begins at or before it. */
  const find = (day: string, from: string): Slot | undefined => {
    const column = cells.map(toSlot).filter((slot) => slot.day === day && slot.from <= from)
    return column.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  }
  return {
    cards: () => [...root.querySelectorAll<HTMLElement>('[data-block]')],
    slotAt(target: EventTarget | null): Slot | undefined {
      const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-slot]') : null
      return cell ? toSlot(cell) : undefined
    },
    mark(slot: Slot | undefined, state?: string) {
      for (const cell of cells) delete cell.dataset.over
      if (slot) slot.cell.dataset.over = state ?? ''
    },
    /** The slot an arrow key leads to. */
    step(slot: Slot | undefined, key: string): Slot | undefined {
      if (!slot) return undefined
      const [day, time] = [days.indexOf(slot.day), times.indexOf(slot.from)]
      if (key === 'ArrowLeft' && day > 0) return find(days[day - 1]!, slot.from)
      if (key === 'ArrowRight' && day < days.length - 1) return find(days[day + 1]!, slot.from)
      const column = cells.map(toSlot).filter((one) => one.day === slot.day)
      const below = key === 'ArrowDown' ? column.filter((one) => one.from > times[time]!) : []
      const above = key === 'ArrowUp' ? column.filter((one) => one.from < times[time]!) : []
      return (
        below.toSorted((a, b) => (a.from < b.from ? -1 : 1))[0] ??
        above.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
      )
    },
  }
}
