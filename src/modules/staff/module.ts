import type { Module } from '#platform/module.ts'
import { words } from './words.ts'

/** Teachers and managers: posts, qualifications, training, digital competence. */
export const staff: Module = {
  name: 'staff',
  needs: ['places', 'institutions', 'people'],
  words,
  migrations: import.meta.glob('./**/migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
}
