import { HtmlValidate } from 'html-validate'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { RadioGroup } from '../fields/choice-field.tsx'
import { fieldId } from '../fields/field.tsx'
import { ErrorSummary, Form } from '../forms/form.tsx'
import { Gallery } from './gallery.tsx'
import { NavButton, Navigation } from '../frame/navigation.tsx'
import { Shell } from '../frame/shell.tsx'
import { Table } from '../lists/table.tsx'
import { DateField, NumberField, PasswordField, TextField } from '../fields/text-field.tsx'

const gallery = renderToString(<Gallery />)

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Preact closes void elements in the manner of XML, which HTML allows.
    'void-style': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
  },
})

function page(body: string): string {
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>UI</title></head><body>${body}</body></html>`
}

/** Complaints of html-validate as "rule: message (selector)". */
async function complaints(body: string): Promise<string[]> {
  const report = await validator.validateString(page(body))
  return report.results.flatMap((result) =>
    result.messages.map((message) => `${message.ruleId}: ${message.message} (${message.selector ?? ''})`),
  )
}

describe('the gallery', () => {
  test('is valid HTML', async () => {
    expect(await complaints(gallery)).toEqual([])
  })

  test('names no id twice', () => {
    const ids = [...gallery.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
    expect(ids.length).toBeGreaterThan(30)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('labels every control', () => {
    const labelled = new Set([
      ...[...gallery.matchAll(/ for="([^"]+)"/g)].map((match) => match[1]),
      ...[...gallery.matchAll(/<label class="choice"><input[^>]* id="([^"]+)"/g)].map((match) => match[1]),
    ])
    const wrapped = /<label class="tick">(<input[^>]*>)<span class="sr-only">[^<]+<\/span>/g
    const inside = new Set([...gallery.matchAll(wrapped)].map((match) => match[1]))
    const controls = [...gallery.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].map((match) => match[0])
    const open = controls.filter((control) => !control.includes('type="hidden"'))
    const bare = open.filter((control) => {
      const id = / id="([^"]+)"/.exec(control)?.[1]
      return !inside.has(control) && !(id && labelled.has(id))
    })
    expect(open.length).toBeGreaterThan(20)
    expect(bare).toEqual([])
  })

  test('points every description, label and jump at something that is there', () => {
    const ids = new Set([...gallery.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))
    const asked = [...gallery.matchAll(/ (?:aria-describedby|aria-labelledby|for|list)="([^"]+)"/g)]
    const jumps = [...gallery.matchAll(/href="#([\w-]*f-[^"]+)"/g)]
    const missing = [...asked, ...jumps]
      .flatMap((match) => (match[1] ?? '').split(' '))
      .filter((id) => !ids.has(id))
    expect(missing).toEqual([])
  })

  test('hides every icon from screen readers', () => {
    const drawings = [...gallery.matchAll(/<svg\b[^>]*>/g)].map((match) => match[0])
    expect(drawings.length).toBeGreaterThan(50)
    expect(drawings.filter((svg) => !svg.includes('aria-hidden="true"'))).toEqual([])
  })

  test('uses no inline style and no script, which the content policy refuses', () => {
    expect(gallery).not.toMatch(/ style=|<script|\son\w+=/)
  })
})

describe('fields', () => {
  test('make ids that CSS and addresses can carry, apart by prefix', () => {
    expect(fieldId('rows[0].họ_tên')).toBe('f-rows-0-họ_tên')
    expect(fieldId('from', 'licence')).toBe('licence-f-from')
  })

  test('describe a control by hint, error and the other saved value together', () => {
    const html = renderToString(<TextField name="a" label="A" hint="H" error="E" current="C" />)
    expect(html).toContain('aria-describedby="f-a-hint f-a-error f-a-current"')
    expect(html).toContain('aria-invalid="true"')
  })

  test('keep what was typed, even a nought and quotation marks', () => {
    expect(renderToString(<NumberField name="n" label="N" value={0} unit="m" />)).toContain('value="0"')
    expect(renderToString(<TextField name="t" label="T" value={'"><script>'} />)).not.toContain('<script>')
    expect(renderToString(<DateField name="d" label="D" value="31/2/1986" />)).toContain('value="31/2/1986"')
  })

  test('never send a password back', () => {
    const props = { name: 'p', label: 'P', autocomplete: 'new-password', value: 'secret' } as const
    expect(renderToString(<PasswordField {...props} />)).not.toContain('secret')
  })

  test('a radio group takes its error link at the first choice', () => {
    const html = renderToString(
      <RadioGroup
        name="r"
        label="R"
        value="b"
        options={['a', 'b'].map((value) => ({ value, label: value }))}
      />,
    )
    expect(html).toMatch(/id="f-r"[^>]*value="a"/)
    expect(html).toMatch(/value="b"[^>]* checked/)
  })
})

describe('forms', () => {
  test('leave out empty hidden values and switch the browser messages off', () => {
    const html = renderToString(<Form hidden={{ id: 'x', none: undefined, nil: null, nought: 0 }}>…</Form>)
    expect([...html.matchAll(/name="(\w+)"/g)].map((match) => match[1])).toEqual(['id', 'nought'])
    expect(html).toContain('novalidate')
  })

  test('an error summary takes focus, links to its fields and is nothing without errors', async () => {
    const html = renderToString(
      <>
        <h1>Trang</h1>
        <ErrorSummary
          title="Có 1 chỗ cần sửa"
          errors={[{ field: 'a', message: 'Nhập A.' }, { message: 'Chung.' }]}
        />
        <TextField name="a" label="A" error="Nhập A." />
      </>,
    )
    expect(html).toMatch(/tabindex="-1"[^>]* autofocus/)
    expect(html).toContain('href="#f-a"')
    expect(await complaints(html)).toEqual([])
    expect(renderToString(<ErrorSummary title="Có lỗi" errors={[]} />)).toBe('')
  })
})

describe('a table', () => {
  const columns = [
    { key: 'name', label: 'Tên', sort: true },
    { key: 'size', label: 'Cỡ', align: 'end' as const },
  ]
  const html = renderToString(
    <Table
      caption="Bảng"
      columns={columns}
      rows={[{ name: 'A', size: 0 }]}
      rowKey={(row) => row.name}
      rowHref={(row) => `/x/${row.name}`}
      sort={{ key: 'name', direction: 'asc' }}
      sortHref={(key) => `?sort=${key}`}
    />,
  )

  test('says its order, links its rows, and carries column names for phones', () => {
    expect(html).toContain('aria-sort="ascending"')
    expect(html).toContain('href="?sort=name"')
    expect(html).toMatch(/<th scope="row"><a href="\/x\/A">A<\/a><\/th>/)
    expect(html).toContain('data-label="Cỡ">0</td>')
  })
})

describe.each(['bar', 'rail'] as const)('the frame of a page with a %s', (navKind) => {
  const html = renderToString(
    <Shell
      brand="Nghề Số"
      homeHref="/"
      skipLabel="Đến nội dung"
      nav={[
        { items: [{ href: '/', label: 'Hôm nay', current: true }] },
        { label: 'Mạng lưới', items: [{ href: '/co-so', label: 'Cơ sở' }] },
      ]}
      navWords={{ label: 'Danh mục', close: 'Đóng' }}
      navKind={navKind}
    >
      <h1>Trang</h1>
    </Shell>,
  )

  test('is valid and has its landmarks once', async () => {
    expect(await complaints(html)).toEqual([])
    expect(html).toContain('href="#main"')
    expect(html.match(/<main/g)).toHaveLength(1)
    expect(html.match(/<nav/g)).toHaveLength(1)
    expect(html.match(/aria-current="page"/g)).toHaveLength(1)
  })
})

test('the rail names its groups and opens without script', () => {
  const rail = renderToString(
    <Navigation
      kind="rail"
      groups={[{ label: 'Mạng lưới', items: [{ href: '/co-so', label: 'Cơ sở' }] }]}
      words={{ label: 'Danh mục', close: 'Đóng' }}
    />,
  )
  const opener = renderToString(<NavButton words={{ label: 'Danh mục', close: 'Đóng' }} />)
  expect(rail).toMatch(/<p class="nav-group-name" id="(nav-0)">Mạng lưới<\/p><ul aria-labelledby="nav-0">/)
  expect(rail).toContain('id="nav" popover="auto"')
  expect(opener).toContain('popovertarget="nav"')
})
