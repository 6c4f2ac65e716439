import type { AreaKind } from '#platform/access.ts'

/** The roles to begin with. What each may do is declared by the modules (`permissions` of their manifests). */
export const roles = [
  'system-administrator',
  'department-officer',
  'department-leader',
  'inspector',
  'school-manager',
  'academic-office',
  'teacher',
  'learner',
] as const
export type Role = (typeof roles)[number]

/** Reach over the whole province, or the keys of the system: a stolen password alone must not be enough. */
const elevated: ReadonlySet<string> = new Set<Role>([
  'system-administrator',
  'department-officer',
  'department-leader',
  'inspector',
])

/** May the role be used only with an enabled second factor? */
export function needsSecondFactor(role: string): boolean {
  return elevated.has(role)
}

const schoolRoles: readonly Role[] = ['academic-office', 'teacher', 'learner']

/** Which roles a role may give. Nobody gives a role above their own, and schools keep their own people. */
const givable: Partial<Record<Role, readonly Role[]>> = {
  'system-administrator': roles,
  'department-officer': ['school-manager', ...schoolRoles],
  'school-manager': schoolRoles,
}

export function rolesGivenBy(role: string): readonly Role[] {
  return givable[role as Role] ?? []
}

/** Kinds of area a role makes sense in; the first is the usual one. */
export const areasOfRole: Record<Role, readonly AreaKind[]> = {
  'system-administrator': ['province'],
  'department-officer': ['province', 'place'],
  'department-leader': ['province'],
  inspector: ['province', 'place', 'institution'],
  'school-manager': ['institution'],
  'academic-office': ['institution'],
  // Their timetable, registers and marks lie in the school; each page then opens only the sections they teach.
  teacher: ['institution'],
  // The rows of a whole school are never within a learner's reach.
  learner: ['self'],
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}

/** Where a role that needs a second factor sets it up, before anything else. */
export const setUpPath = '/tai-khoan/hai-buoc'
