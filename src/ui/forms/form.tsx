import type { Children } from '../children.ts'
import { fieldId } from '../fields/field.tsx'
import { Icon } from '../icons/icon.tsx'

export type HiddenValues = Record<string, string | number | null | undefined>

export interface FormProps {
  /** Where it goes; the page's own address when left out. */
  action?: string | undefined
  method?: 'post' | 'get' | undefined
  /** Values sent along unseen; empty ones are left out. */
  hidden?: HiddenValues | undefined
  /** For forms with files. */
  multipart?: boolean | undefined
  id?: string | undefined
  /** Name for screen readers, when a page has several forms. */
  label?: string | undefined
  /** Without the width of 40 rem, for forms inside tables and cards. */
  bare?: boolean | undefined
  children: Children
}

/** A form checked by the server: its messages are ours, in the reader's language, so the browser's are off. */
export function Form(props: FormProps) {
  return (
    <form
      class={props.bare ? undefined : 'form'}
      id={props.id}
      action={props.action}
      method={props.method ?? 'post'}
      enctype={props.multipart ? 'multipart/form-data' : undefined}
      aria-label={props.label}
      novalidate
    >
      <HiddenInputs values={props.hidden} />
      {props.children}
    </form>
  )
}

export function HiddenInputs(props: { values: HiddenValues | undefined }) {
  const entries = Object.entries(props.values ?? {}).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  return (
    <>
      {entries.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
    </>
  )
}

export interface FieldError {
  /** Name of the field; left out when the error belongs to the whole form. */
  field?: string | undefined
  message: string
}

/** What is wrong, first on the page and in focus, each line a link to its field. Nothing when there are no errors. */
export function ErrorSummary(props: {
  title: string
  errors: readonly FieldError[]
  idPrefix?: string | undefined
}) {
  if (props.errors.length === 0) return null
  const id = props.idPrefix ? `${props.idPrefix}-error-summary` : 'error-summary'
  return (
    <div
      class="note note-error mb-6"
      role="alert"
      aria-labelledby={`${id}-title`}
      id={id}
      tabindex={-1}
      autofocus
    >
      <Icon name="error" />
      <div class="min-w-0 flex-1">
        <h2 class="note-title" id={`${id}-title`}>
          {props.title}
        </h2>
        <ul class="mt-1 grid gap-1">
          {props.errors.map((error) => (
            <li key={`${error.field}${error.message}`}>
              {error.field ? (
                <a class="note-link" href={`#${fieldId(error.field, props.idPrefix)}`}>
                  {error.message}
                </a>
              ) : (
                error.message
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** Fields that belong together, under a heading. */
export function FieldSet(props: { legend: string; hint?: Children; children: Children }) {
  return (
    <fieldset class="field-set">
      <legend class="text-lg font-semibold">{props.legend}</legend>
      {props.hint && <p class="mb-4 text-muted">{props.hint}</p>}
      {props.children}
    </fieldset>
  )
}

/** The buttons at the end of a form: the act first, the way back after it. */
export function FormActions(props: { children: Children }) {
  return <div class="mt-4 flex flex-wrap items-center gap-3">{props.children}</div>
}
