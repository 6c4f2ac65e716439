import type { Children } from '../children.ts'
import {
  controlAttributes,
  describedBy,
  Field,
  fieldId,
  FieldMessages,
  type FieldProps,
  type ValueFieldProps,
} from './field.tsx'

export interface Option {
  value: string
  label: string
  hint?: string | undefined
  disabled?: boolean | undefined
}

export interface OptionGroup {
  label: string
  options: readonly Option[]
}

/** One of many, closed; for up to seven choices prefer RadioGroup. */
export function Select(
  props: ValueFieldProps & {
    options: readonly (Option | OptionGroup)[]
    /** Words of the empty choice. */
    placeholder?: string | undefined
    width?: 'full' | 'half' | 'short' | undefined
  },
) {
  const chosen = props.value === null || props.value === undefined ? '' : String(props.value)
  return (
    <Field {...props}>
      <select {...controlAttributes(props)} class={`select input-${props.width ?? 'full'}`}>
        {props.placeholder !== undefined && (
          <option value="" selected={chosen === ''}>
            {props.placeholder}
          </option>
        )}
        {props.options.map((entry) =>
          'options' in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map((option) => choice(option, chosen))}
            </optgroup>
          ) : (
            choice(entry, chosen)
          ),
        )}
      </select>
    </Field>
  )
}

function choice(option: Option, chosen: string) {
  return (
    <option
      key={option.value}
      value={option.value}
      selected={option.value === chosen}
      disabled={option.disabled}
    >
      {option.label}
    </option>
  )
}

/** A single yes; sends `value` (default "true") when ticked. */
export function Checkbox(
  props: FieldProps & { value?: string | undefined; checked?: boolean | undefined; children?: Children },
) {
  const { autocomplete: _, ...attributes } = controlAttributes(props)
  return (
    <div class="field">
      <label class="choice">
        <input
          {...attributes}
          class="checkbox"
          type="checkbox"
          value={props.value ?? 'true'}
          checked={props.checked}
        />
        <span>{props.label}</span>
      </label>
      {props.hint && (
        <p class="field-hint choice-hint" id={`${attributes.id}-hint`}>
          {props.hint}
        </p>
      )}
      <FieldMessages {...props} id={attributes.id} />
    </div>
  )
}

/** One of a few, all in sight. */
export function RadioGroup(
  props: ValueFieldProps & { options: readonly Option[]; inline?: boolean | undefined },
) {
  return <ChoiceGroup {...props} type="radio" chosen={[String(props.value ?? '')]} />
}

/** Any number of a few, all in sight. */
export function CheckboxGroup(
  props: FieldProps & {
    options: readonly Option[]
    values?: readonly string[] | undefined
    inline?: boolean | undefined
  },
) {
  return <ChoiceGroup {...props} type="checkbox" chosen={props.values ?? []} />
}

interface ChoiceGroupProps extends FieldProps {
  type: 'radio' | 'checkbox'
  options: readonly Option[]
  chosen: readonly string[]
  inline?: boolean | undefined
}

function ChoiceGroup(props: ChoiceGroupProps) {
  const id = fieldId(props.name, props.idPrefix)
  return (
    <fieldset class="field" aria-describedby={describedBy(props, id)}>
      <legend class="field-label">
        {props.label}
        {props.optional && <span class="field-optional"> ({props.optional})</span>}
      </legend>
      {props.hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <div class={props.inline ? 'flex flex-wrap gap-x-6' : 'grid'}>
        {props.options.map((option, index) => (
          <GroupChoice
            key={option.value}
            {...props}
            option={option}
            id={index === 0 ? id : `${id}-${index}`}
          />
        ))}
      </div>
      <FieldMessages {...props} id={id} />
    </fieldset>
  )
}

function GroupChoice(props: ChoiceGroupProps & { option: Option; id: string }) {
  const { option, id } = props
  return (
    <div>
      <label class="choice">
        <input
          class={props.type}
          type={props.type}
          id={id}
          name={props.name}
          value={option.value}
          checked={props.chosen.includes(option.value)}
          disabled={props.disabled || option.disabled}
          required={props.type === 'radio' && props.required}
          aria-describedby={option.hint ? `${id}-choice` : undefined}
        />
        <span>{option.label}</span>
      </label>
      {option.hint && (
        <p class="field-hint choice-hint" id={`${id}-choice`}>
          {option.hint}
        </p>
      )}
    </div>
  )
}
