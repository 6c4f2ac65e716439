import type { Children } from '../children.ts'
import { Icon } from '../icons/icon.tsx'

/** What every form field takes; all words come translated. */
export interface FieldProps {
  name: string
  label: string
  /** Under the label: what to enter and in which form. */
  hint?: Children
  /** Under the field: what is wrong and the way out. */
  error?: string | undefined
  /** Somebody else saved another value meanwhile: the whole sentence, shown under the field. */
  current?: string | undefined
  required?: boolean | undefined
  /** The word for a field one may leave empty, such as "không bắt buộc". */
  optional?: string | undefined
  disabled?: boolean | undefined
  autocomplete?: string | undefined
  /** Sets two forms with the same names on one page apart. */
  idPrefix?: string | undefined
}

/** Fields with one typed value. */
export interface ValueFieldProps extends FieldProps {
  value?: string | number | null | undefined
}

/** Id of the control called `name`; error summaries link to it. */
export function fieldId(name: string, idPrefix?: string | undefined): string {
  const slug = name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/-+$/, '')
  return idPrefix ? `${idPrefix}-f-${slug}` : `f-${slug}`
}

/** Attributes a control shares with its label, hint and messages. */
export function controlAttributes(props: FieldProps) {
  const id = fieldId(props.name, props.idPrefix)
  return {
    id,
    name: props.name,
    required: props.required,
    disabled: props.disabled,
    autocomplete: props.autocomplete,
    'aria-invalid': props.error ? ('true' as const) : undefined,
    'aria-describedby': describedBy(props, id),
  }
}

export function describedBy(props: FieldProps, id: string): string | undefined {
  const ids = [
    props.hint && `${id}-hint`,
    props.error && `${id}-error`,
    props.current && `${id}-current`,
  ].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** Label above, hint under the label, the control, then what is wrong with it. */
export function Field(props: FieldProps & { children: Children }) {
  const id = fieldId(props.name, props.idPrefix)
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
        {props.optional && <span class="field-optional"> ({props.optional})</span>}
      </label>
      {props.hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.children}
      <FieldMessages {...props} id={id} />
    </div>
  )
}

export function FieldMessages(props: {
  id: string
  error?: string | undefined
  current?: string | undefined
}) {
  return (
    <>
      {props.error && (
        <p class="field-error" id={`${props.id}-error`}>
          <Icon name="error" small />
          <span>{props.error}</span>
        </p>
      )}
      {props.current && (
        <p class="field-current" id={`${props.id}-current`}>
          <Icon name="users" small />
          <span>{props.current}</span>
        </p>
      )}
    </>
  )
}
