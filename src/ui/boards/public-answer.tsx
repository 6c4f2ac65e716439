import type { Children } from '../children.ts'
import { LinkButton } from '../actions/button.tsx'
import { Icon, type IconName } from '../icons/icon.tsx'

export type AnswerState = 'yes' | 'no' | 'partly' | 'unknown' | 'plain'

const icons: Record<AnswerState, IconName | undefined> = {
  yes: 'success',
  no: 'error',
  partly: 'alert',
  unknown: 'question',
  plain: undefined,
}

/** The top of a public page: the answer in one large line, why, and one thing to do next. */
export function PublicAnswer(props: {
  answer: string
  state?: AnswerState | undefined
  /** Another icon than the state's own, where one state has several meanings on the page. */
  icon?: IconName | undefined
  /** The answer is the page's h1 unless said otherwise. */
  level?: 1 | 2 | undefined
  children?: Children
  next?: { href: string; label: string } | undefined
  /** Where it comes from and as of when. */
  source?: Children
}) {
  const Heading = props.level === 2 ? 'h2' : 'h1'
  const icon = props.icon ?? icons[props.state ?? 'plain']
  return (
    <section class={`answer answer-${props.state ?? 'plain'}`}>
      <Heading class="answer-line">
        {icon && <Icon name={icon} />}
        <span>{props.answer}</span>
      </Heading>
      {props.children && <div class="mt-3 max-w-prose">{props.children}</div>}
      {props.next && (
        <div class="mt-5">
          <LinkButton href={props.next.href}>{props.next.label}</LinkButton>
        </div>
      )}
      {props.source && <p class="mt-4 text-sm text-muted">{props.source}</p>}
    </section>
  )
}
