import { walk } from './walk.ts'

walk(['department-officer', 'school-manager', 'system-administrator'])
