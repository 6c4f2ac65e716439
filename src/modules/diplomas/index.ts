/** The front door: what other modules may use. */
export { diplomaStates, type Diploma, type DiplomaContent, type DiplomaState } from './diploma.ts'
