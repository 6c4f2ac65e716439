import type { MessageKey } from '#platform/i18n/index.ts'

/** Pages of one learner's record. A tab shows when its page exists and the reader holds its right. */
export const learnerTabs: readonly { path: string; label: MessageKey }[] = [
  { path: '/hoc-sinh/:id', label: 'students.tab.record' },
  { path: '/hoc-sinh/:id/ket-qua', label: 'students.marks.own.title' },
  { path: '/hoc-sinh/:id/tien-do', label: 'students.progression.own.title' },
  { path: '/hoc-sinh/:id/diem-danh', label: 'students.teaching.own.attendance' },
  { path: '/hoc-sinh/:id/khen-thuong-ky-luat', label: 'students.tab.conduct' },
  { path: '/hoc-sinh/:id/doi-tuong', label: 'students.tab.facts' },
  { path: '/hoc-sinh/:id/tot-nghiep', label: 'students.graduation.title' },
  { path: '/hoc-sinh/:id/phu-huynh', label: 'students.tab.guardians' },
]
