/** First stop of the keyboard: past the header, to the content. */
export function SkipLink(props: { label: string; target?: string | undefined }) {
  return (
    <a class="skip-link" href={`#${props.target ?? 'main'}`}>
      {props.label}
    </a>
  )
}
