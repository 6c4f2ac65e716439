import { HiddenInputs, type HiddenValues } from './form.tsx'
import { fieldId } from '../fields/field.tsx'
import { Icon } from '../icons/icon.tsx'

export interface SearchBoxProps {
  action?: string | undefined
  name?: string | undefined
  /** For screen readers and, without placeholder, the only words; say what can be searched for. */
  label: string
  value?: string | undefined
  button: string
  placeholder?: string | undefined
  hidden?: HiddenValues | undefined
  /** Show the label above the box, as a public page does. */
  large?: boolean | undefined
  idPrefix?: string | undefined
}

/** A search as a plain GET form: the address holds what was looked for. */
export function SearchBox(props: SearchBoxProps) {
  return (
    <form class="search-box" role="search" aria-label={props.label} action={props.action} method="get">
      <HiddenInputs values={props.hidden} />
      <SearchInput {...props} />
    </form>
  )
}

/** The box alone, for a form that has more to it. */
export function SearchInput(props: Omit<SearchBoxProps, 'action' | 'hidden'>) {
  const name = props.name ?? 'q'
  const id = fieldId(name, props.idPrefix)
  return (
    <>
      <label class={props.large ? 'field-label text-lg' : 'sr-only'} for={id}>
        {props.label}
      </label>
      <div class="search-line">
        <input
          class={props.large ? 'input input-lg' : 'input'}
          type="search"
          id={id}
          name={name}
          value={props.value}
          placeholder={props.placeholder}
          autocomplete="off"
          spellcheck={false}
        />
        <button class={props.large ? 'btn btn-primary btn-lg' : 'btn btn-secondary'} type="submit">
          <Icon name="search" />
          <span>{props.button}</span>
        </button>
      </div>
    </>
  )
}
