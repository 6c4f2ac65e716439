import './layout-editor.css'

// Lets fields be moved on the drawing, by pointer or arrow keys; what is moved are the numbers of the form, which saves as ever.

type Axis = 'x' | 'y'

function begin(root: HTMLElement): void {
  const help = root.querySelector<HTMLElement>('[data-layout-keys]')
  if (help) help.hidden = false
  for (const svg of root.querySelectorAll<SVGSVGElement>('[data-layout-page]')) {
    svg.setAttribute('role', 'group')
    for (const field of svg.querySelectorAll<SVGGElement>('[data-layout-row]')) makeMovable(root, svg, field)
  }
}

/** The input of the form that holds a number of a field. */
const inputOf = (root: HTMLElement, field: SVGGElement, axis: Axis): HTMLInputElement | null =>
  root.querySelector(`[name="rows.${field.dataset['layoutRow']}.${axis}"]`)

const read = (input: HTMLInputElement | null): number => Number(input?.value.replace(',', '.')) || 0
const write = (value: number): string => String(Math.round(value * 10) / 10).replace('.', ',')

function makeMovable(root: HTMLElement, svg: SVGSVGElement, field: SVGGElement): void {
  const inputs = { x: inputOf(root, field, 'x'), y: inputOf(root, field, 'y') }
  if (!inputs.x || !inputs.y) return
  field.dataset['movable'] = ''
  field.setAttribute('tabindex', '0')
  field.setAttribute('role', 'button')
  const draw = () => {
    field.setAttribute('transform', `translate(${read(inputs.x)} ${read(inputs.y)})`)
    field.setAttribute('aria-label', wordsFor(root, field, inputs.x!.value, inputs.y!.value))
  }
  const move = (x: number, y: number) => {
    const { width, height } = svg.viewBox.baseVal
    const box = field.querySelector('rect')!.width.baseVal.value
    inputs.x!.value = write(Math.min(Math.max(x, 0), Math.max(width - box, 0)))
    inputs.y!.value = write(Math.min(Math.max(y, 0), height))
    draw()
  }
  for (const input of Object.values(inputs)) input?.addEventListener('input', draw)
  startKeys(root, field, inputs, move)
  startPointer(svg, field, inputs, move)
  draw()
}

type Inputs = Record<Axis, HTMLInputElement | null>
type Move = (x: number, y: number) => void

const steps: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function startKeys(root: HTMLElement, field: SVGGElement, inputs: Inputs, move: Move): void {
  field.addEventListener('keydown', (event) => {
    const step = steps[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const size = event.shiftKey ? 0.1 : 1
    move(read(inputs.x) + step[0] * size, read(inputs.y) + step[1] * size)
    say(root, field)
  })
}

function startPointer(svg: SVGSVGElement, field: SVGGElement, inputs: Inputs, move: Move): void {
  field.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    const start = pointOf(svg, event)
    const from = { x: read(inputs.x), y: read(inputs.y) }
    field.focus()
    field.setPointerCapture(event.pointerId)
    const drag = (moved: PointerEvent) => {
      const now = pointOf(svg, moved)
      move(from.x + now.x - start.x, from.y + now.y - start.y)
    }
    const stop = () => {
      field.removeEventListener('pointermove', drag)
    }
    field.addEventListener('pointermove', drag)
    field.addEventListener('pointerup', stop, { once: true })
    field.addEventListener('pointercancel', stop, { once: true })
  })
}

/** Where the pointer is, in millimetres of the form. */
function pointOf(svg: SVGSVGElement, { clientX, clientY }: PointerEvent): DOMPoint {
  const toForm = svg.getScreenCTM()?.inverse()
  return new DOMPoint(clientX, clientY).matrixTransform(toForm)
}

const wordsFor = (root: HTMLElement, field: SVGGElement, x: string, y: string): string =>
  (root.dataset['moved'] ?? '')
    .replace('{field}', field.dataset['label'] ?? '')
    .replace('{x}', x)
    .replace('{y}', y)

function say(root: HTMLElement, field: SVGGElement): void {
  const place = root.querySelector('[data-layout-said]')
  if (place) place.textContent = field.getAttribute('aria-label')
}

const root = document.querySelector<HTMLElement>('[data-layout-editor]')
if (root) begin(root)
