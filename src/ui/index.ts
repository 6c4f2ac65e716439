/** The front door of the design system; `gallery/` shows everything behind it. */
export type * from './children.ts'
export * from './icons/icon.tsx'

export * from './frame/navigation.tsx'
export * from './frame/page.tsx'
export * from './frame/shell.tsx'
export * from './frame/skip-link.tsx'

export * from './actions/button.tsx'
export * from './actions/dialog.tsx'
export * from './actions/disclosure.tsx'
export * from './actions/menu.tsx'

export * from './messages/alert.tsx'
export * from './messages/badge.tsx'
export * from './messages/empty.tsx'

export * from './fields/choice-field.tsx'
export * from './fields/copy.tsx'
export * from './fields/field.tsx'
export * from './fields/text-field.tsx'

export * from './forms/check-answers.tsx'
export * from './forms/form.tsx'
export * from './forms/search-box.tsx'
export * from './forms/steps.tsx'

export * from './lists/agenda.tsx'
export * from './lists/duty-list.tsx'
export * from './lists/filters.tsx'
export * from './lists/pager.tsx'
export * from './lists/queue.tsx'
export * from './lists/table.tsx'

export * from './records/card.tsx'
export * from './records/facts.tsx'
export * from './records/tabs.tsx'
export * from './records/timeline.tsx'

export * from './boards/board-sentence.tsx'
export * from './boards/progress.tsx'
export * from './boards/public-answer.tsx'
export * from './boards/stat.tsx'
