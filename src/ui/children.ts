import type { ComponentChildren } from 'preact'

/** Anything a component can show inside itself. */
export type Children = ComponentChildren

/** A link with its words. */
export interface LinkItem {
  href: string
  label: string
}
