import type { Children } from '../children.ts'
import { Icon, type IconName } from '../icons/icon.tsx'

export interface Target {
  /** Per cent, 0 to 100. */
  value: number
  /** Such as "Mục tiêu 2030: 60 %". */
  label: string
}

/** A share against its targets. Drawn with SVG attributes, since inline styles are not allowed by our content policy. */
export function TargetBar(props: {
  /** Per cent, 0 to 100; null when it cannot be measured. */
  value: number | null
  /** What is measured, for screen readers. */
  label: string
  /** The value in words, such as "43 %, 215 trên 500". */
  text: string
  targets?: readonly Target[] | undefined
}) {
  const targets = props.targets ?? []
  return (
    <div class="target-bar">
      {props.value === null ? (
        <p class="target-bar-unknown">
          <Icon name="question" small />
          {props.text}
        </p>
      ) : (
        <div
          role="meter"
          aria-label={props.label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={bounded(props.value)}
          aria-valuetext={props.text}
        >
          <Bar value={bounded(props.value)} targets={targets} />
        </div>
      )}
      {targets.length > 0 && (
        <ul class="target-bar-legend">
          {targets.map((target) => (
            <li key={target.label}>{target.label}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function bounded(value: number): number {
  return Math.min(100, Math.max(0, Math.round(value * 10) / 10))
}

function Bar(props: { value: number; targets: readonly Target[] }) {
  return (
    <svg class="bar" width="100%" height="20" aria-hidden="true" focusable="false">
      <rect class="bar-track" y="4" width="100%" height="12" rx="4" />
      {props.value > 0 && <rect class="bar-fill" y="4" width={`${props.value}%`} height="12" rx="4" />}
      {props.targets.map((target) => (
        <rect
          key={target.label}
          class="bar-target"
          x={`${Math.min(99.6, bounded(target.value))}%`}
          y="0"
          width="3"
          height="20"
        />
      ))}
    </svg>
  )
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed'

const jobIcons: Record<JobState, IconName> = {
  waiting: 'waiting',
  running: 'refresh',
  done: 'success',
  failed: 'error',
}

/** Work in the background that one may leave and find again. */
export function JobProgress(props: {
  title: string
  state: JobState
  /** The state in words. */
  stateText: string
  done?: number | undefined
  total?: number | undefined
  /** How far, such as "12.000 trên 100.000 dòng". */
  text?: string | undefined
  actions?: Children
  id?: string | undefined
}) {
  const moving = props.state === 'running' || props.state === 'waiting'
  const id = `${props.id ?? 'job'}-title`
  return (
    <div class={`job job-${props.state}`} role="status" id={props.id}>
      <p class="font-semibold" id={id}>
        {props.title}
      </p>
      <p class="job-state">
        <Icon name={jobIcons[props.state]} small />
        {props.stateText}
        {props.text && <span class="text-muted">{props.text}</span>}
      </p>
      {moving && props.total !== undefined && props.total > 0 && (
        <progress class="job-bar" aria-labelledby={id} value={props.done ?? 0} max={props.total}>
          {props.text}
        </progress>
      )}
      {props.actions && <div class="mt-3 flex flex-wrap gap-2">{props.actions}</div>}
    </div>
  )
}
