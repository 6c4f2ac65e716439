import type { CourseUnit } from '../course-unit.ts'

/** A module of three credits whose hours add up. */
export function exampleUnit(more: Partial<CourseUnit> = {}): CourseUnit {
  return {
    id: 'unit',
    version_id: 'version',
    position: 1,
    code: 'MĐ01',
    name: 'Mô đun',
    kind: 'module',
    unit_group: 'specialised',
    credits: '3',
    hours_total: 75,
    hours_theory: 15,
    hours_practice: 55,
    hours_test: 5,
    is_condition: false,
    is_internship: false,
    term: null,
    delivery: 'in_person',
    online_ready_on: null,
    syllabus: '',
    version: 1,
    ...more,
  }
}
