import { walk } from './walk.ts'

walk(['public', 'teacher', 'learner'])
