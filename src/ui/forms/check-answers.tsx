import type { Children } from '../children.ts'

export interface Answer {
  label: string
  value: Children
  changeHref?: string | undefined
  /** Said after the words of the link: which answer it changes. */
  changeContext?: string | undefined
}

/** The answers to look over before sending what cannot be undone. */
export function CheckAnswers(props: {
  title?: string | undefined
  items: readonly Answer[]
  changeLabel: string
}) {
  return (
    <div class="mb-6">
      {props.title && <h2 class="mb-2 text-lg font-semibold">{props.title}</h2>}
      <dl class="answers">
        {props.items.map((item) => (
          <div key={item.label}>
            <dt>{item.label}</dt>
            <dd>{item.value}</dd>
            {item.changeHref && (
              <dd class="answers-change print:hidden">
                <a href={item.changeHref}>
                  {props.changeLabel}
                  <span class="sr-only"> {item.changeContext ?? item.label}</span>
                </a>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  )
}
