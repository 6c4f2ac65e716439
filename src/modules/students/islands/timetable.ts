import './timetable.css'
import { createBoard, type Slot } from './timetable/board.ts'
import { askServer, sendMove, spanAt, type Answer, type Fact } from './timetable/server.ts'

/**
 * Moves blocks of the week: with the mouse, or by keyboard (button "Dời", arrow keys, Enter). What is in the way is asked of the
 * server and said before the block is dropped; a slot with a clash takes nothing.
 */
const table = document.querySelector<HTMLElement>('[data-timetable=edit]')
if (table) start(table)

type Moving = {
  card: HTMLElement
  fact: Fact
  slot: Slot | undefined
  answer: Answer | undefined
  /** Let go over a slot before the answer is there; then on its way. */
  state: 'held' | 'dropped' | 'sending'
  /** The mouse has let go: only a new drag takes it up. */
  isLetGo: boolean
}

function start(root: HTMLElement): void {
  const words = JSON.parse(root.dataset.words ?? '{}') as Record<string, string>
  const status = root.querySelector<HTMLElement>('[data-status]')!
  const form = root.querySelector<HTMLFormElement>('[data-move]')!
  const board = createBoard(root)
  let moving: Moving | undefined

  const say = (text: string, kind?: string) => {
    status.hidden = text === ''
    status.textContent = text
    status.dataset.kind = kind ?? ''
  }
  const putDown = () => {
    moving?.card.removeAttribute('data-moving')
    moving = undefined
    board.mark(undefined)
  }
  const end = (text = '') => {
    putDown()
    say(text)
  }
  const stay = (now: Moving) => {
    now.state = 'held'
    if (now.isLetGo) putDown()
  }
  const begin = (card: HTMLElement): Moving => {
    end()
    const fact = JSON.parse(card.dataset.block!) as Fact
    moving = { card, fact, slot: undefined, answer: undefined, state: 'held', isLetGo: false }
    card.dataset.moving = 'true'
    say(words.choose ?? '')
    return moving
  }
  /** Shows what the server says of a slot, unless the person has gone on to another meanwhile. */
  const look = async (slot: Slot) => {
    const now = moving
    if (!now || now.slot?.key === slot.key) return
    now.slot = slot
    now.answer = undefined
    board.mark(slot, 'asking')
    say(words.asking ?? '')
    const span = spanAt(now.fact, slot)
    const answer = span ? await askServer(now.fact, span) : { clashes: [words.too_late ?? ''], warnings: [] }
    if (moving !== now || now.slot?.key !== slot.key) return
    if (!answer) {
      // Asked again when one comes back to it.
      now.slot = undefined
      say(words.failed ?? '', 'clash')
      return stay(now)
    }
    now.answer = answer
    const isFree = answer.clashes.length === 0
    board.mark(slot, isFree ? 'free' : 'clash')
    const place = `${slot.label}: `
    const warned = answer.warnings.length > 0 ? ` ${words.warn ?? ''} ${answer.warnings.join(' ')}` : ''
    say(place + (isFree ? (words.free ?? '') + warned : answer.clashes.join(' ')), isFree ? 'free' : 'clash')
    // Let go before the answer came: without anything to warn of it is moved, else one sees and decides again.
    if (now.state === 'dropped' && isFree && answer.warnings.length === 0) return drop()
    stay(now)
  }
  const drop = async () => {
    const now = moving
    if (!now?.slot || now.state === 'sending') return
    if (!now.answer) {
      now.state = 'dropped'
      return
    }
    const span = spanAt(now.fact, now.slot)
    if (!span || now.answer.clashes.length > 0)
      return say(`${words.clash ?? ''} ${now.answer.clashes.join(' ')}`, 'clash')
    now.state = 'sending'
    say(words.saving ?? '')
    const refused = await sendMove(form, now.fact, span)
    if (refused === undefined) return location.reload()
    end()
    say(refused || (words.failed ?? ''), 'clash')
  }

  for (const card of board.cards()) {
    card.draggable = true
    card.addEventListener('dragstart', (event) => {
      event.dataTransfer?.setData('text/plain', card.dataset.block ?? '')
      begin(card)
    })
    // What was said of the last slot stays on the screen; only what was let go over a slot goes on.
    card.addEventListener('dragend', () => {
      if (moving?.card !== card) return
      moving.isLetGo = true
      if (moving.state === 'held') putDown()
    })
    card.append(moveButton(words, card, () => begin(card)))
  }
  root.addEventListener('dragover', (event) => {
    const slot = moving && board.slotAt(event.target)
    if (!slot) return
    event.preventDefault()
    void look(slot)
  })
  root.addEventListener('drop', (event) => {
    event.preventDefault()
    void drop()
  })
  // Who goes on with Tab holds nothing any more.
  root.addEventListener('focusout', ({ target, relatedTarget: next }) => {
    if (moving?.state !== 'held' || !(next instanceof Node)) return
    if (moving.card.contains(target as Node) && !moving.card.contains(next)) end(words.cancelled ?? '')
  })
  root.addEventListener('keydown', (event) => {
    const now = moving
    if (!now) return
    if (event.key === 'Escape') return end(words.cancelled ?? '')
    if (event.key === 'Enter' && now.slot && now.card.contains(event.target as Node)) {
      event.preventDefault()
      return void drop()
    }
    const next = board.step(now.slot ?? board.slotAt(now.card), event.key)
    if (!next) return
    event.preventDefault()
    void look(next)
  })
}

function moveButton(words: Record<string, string>, card: HTMLElement, begin: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'block-move'
  button.textContent = words.move ?? ''
  button.setAttribute('aria-label', `${words.move ?? ''}: ${card.textContent?.trim() ?? ''}`)
  button.addEventListener('click', begin)
  return button
}
