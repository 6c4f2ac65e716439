import type { Children } from '../children.ts'
import { fieldId } from './field.tsx'

/** A code or secret to take away: one tap selects all of it; shown, never editable. */
export function CopyField(props: {
  name: string
  label: string
  value: string
  hint?: Children
  idPrefix?: string | undefined
}) {
  const id = fieldId(props.name, props.idPrefix)
  return (
    <div class="field">
      <p class="field-label" id={`${id}-label`}>
        {props.label}
      </p>
      {props.hint && <p class="field-hint">{props.hint}</p>}
      <p class="copy-value" id={id} aria-labelledby={`${id}-label`} role="group">
        <code>{props.value}</code>
      </p>
    </div>
  )
}

/** Several codes at once, such as recovery codes. */
export function CodeList(props: { label: string; codes: readonly string[] }) {
  return (
    <ul class="code-list" aria-label={props.label}>
      {props.codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
  )
}
