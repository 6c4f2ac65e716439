import type { Children } from '../children.ts'
import { controlAttributes, Field, fieldId, type ValueFieldProps } from './field.tsx'

type InputMode = 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'

export type FieldWidth = 'full' | 'half' | 'short'

interface LineProps extends ValueFieldProps {
  /** How long the answer is: the box says what is expected. */
  width?: FieldWidth | undefined
  maxlength?: number | undefined
}

function inputClass(width: FieldWidth | undefined): string {
  return `input input-${width ?? 'full'}`
}

function text(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value)
}

/** One line of text. */
export function TextField(
  props: LineProps & {
    type?: 'text' | 'email' | 'tel' | 'url' | undefined
    inputmode?: InputMode | undefined
    spellcheck?: boolean | undefined
  },
) {
  const attributes = {
    ...controlAttributes(props),
    class: inputClass(props.width),
    inputmode: props.inputmode ?? inputmodes[props.type ?? 'text'],
    spellcheck: props.spellcheck,
    maxlength: props.maxlength,
    value: text(props.value),
  }
  return (
    <Field {...props}>
      {props.type === 'email' ? (
        <input {...attributes} type="email" />
      ) : props.type === 'tel' ? (
        <input {...attributes} type="tel" />
      ) : (
        <input {...attributes} type="text" />
      )}
    </Field>
  )
}

/** Addresses of sites stay plain text: people write them without "https://", which type=url refuses. */
const inputmodes: Record<'text' | 'email' | 'tel' | 'url', InputMode | undefined> = {
  text: undefined,
  email: undefined,
  tel: undefined,
  url: 'url',
}

/** Several lines of text. */
export function TextArea(
  props: ValueFieldProps & { rows?: number | undefined; maxlength?: number | undefined },
) {
  const { autocomplete: _, ...attributes } = controlAttributes(props)
  return (
    <Field {...props}>
      <textarea {...attributes} class="textarea" rows={props.rows ?? 4} maxlength={props.maxlength}>
        {text(props.value)}
      </textarea>
    </Field>
  )
}

/** A number as people write it ("1.234,5"): a text box, so that the reader of the form decides what it means. */
export function NumberField(props: LineProps & { unit?: string | undefined; decimal?: boolean | undefined }) {
  const id = fieldId(props.name, props.idPrefix)
  const attributes = controlAttributes(props)
  const described = props.unit ? `${id}-unit ${attributes['aria-describedby'] ?? ''}`.trim() : undefined
  return (
    <Field {...props}>
      <div class="flex items-center gap-2">
        <input
          {...attributes}
          aria-describedby={described ?? attributes['aria-describedby']}
          class={`${inputClass(props.width ?? 'short')} tabular-nums`}
          type="text"
          inputmode={props.decimal ? 'decimal' : 'numeric'}
          value={text(props.value)}
        />
        {props.unit && <span id={`${id}-unit`}>{props.unit}</span>}
      </div>
    </Field>
  )
}

/** A date typed as d/m/yyyy; phones show digits, so readers of the form also take digits run together. */
export function DateField(props: ValueFieldProps) {
  return (
    <Field {...props}>
      <input
        {...controlAttributes(props)}
        class={`${inputClass('short')} tabular-nums`}
        type="text"
        inputmode="numeric"
        maxlength={10}
        value={text(props.value)}
      />
    </Field>
  )
}

/** A secret; the value is never sent back to the page. */
export function PasswordField(
  props: Omit<LineProps, 'value'> & { autocomplete: 'current-password' | 'new-password' },
) {
  return (
    <Field {...props}>
      <input
        {...controlAttributes(props)}
        class={inputClass(props.width)}
        type="password"
        maxlength={props.maxlength}
        spellcheck={false}
      />
    </Field>
  )
}

/** One or several files. */
export function FileField(
  props: Omit<ValueFieldProps, 'value'> & {
    /** Endings or media types, such as ".xlsx,.csv". */
    accept?: string | undefined
    multiple?: boolean | undefined
  },
) {
  const { autocomplete: _, ...attributes } = controlAttributes(props)
  return (
    <Field {...props}>
      <input {...attributes} class="file-input" type="file" accept={props.accept} multiple={props.multiple} />
    </Field>
  )
}

/** A line of text with suggestions; any other text may be entered too. */
export function Combobox(
  props: LineProps & {
    options: readonly { value: string; label?: string | undefined }[]
    children?: Children
  },
) {
  const id = fieldId(props.name, props.idPrefix)
  return (
    <Field {...props}>
      <input
        {...controlAttributes(props)}
        class={inputClass(props.width)}
        type="text"
        list={`${id}-list`}
        maxlength={props.maxlength}
        value={text(props.value)}
      />
      <datalist id={`${id}-list`}>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </datalist>
    </Field>
  )
}
