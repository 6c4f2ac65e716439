import type { Children } from '../children.ts'

/** A board speaks first: one large sentence, then the bar and whatever else explains it. */
export function BoardSentence(props: {
  /** Short name of the figure, above the sentence. */
  title: string
  sentence: Children
  /** What is missing, until when. */
  note?: Children
  /** Usually a Badge. */
  state?: Children
  level?: 2 | 3 | undefined
  /** The bar, links. */
  children?: Children
}) {
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <section class="board">
      <div class="flex flex-wrap items-center justify-between gap-2">
        <Heading class="text-base font-semibold text-muted">{props.title}</Heading>
        {props.state}
      </div>
      <p class="board-sentence">{props.sentence}</p>
      {props.note && <p class="max-w-prose text-muted">{props.note}</p>}
      {props.children && <div class="mt-4">{props.children}</div>}
    </section>
  )
}
