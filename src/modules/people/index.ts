/** The front door: what other modules may use. */
export {
  maskCitizenNumber,
  readCitizenNumber,
  sealCitizenNumber,
  type SealedCitizenNumber,
} from './citizen.ts'
export { changePerson } from './change-person.ts'
export { ethnicities, isMinority } from './ethnicity.ts'
export {
  birthText,
  findBirthFault,
  PersonFields,
  readBirth,
  sexes,
  type Birth,
  type Person,
  type Sex,
} from './person.ts'
export { judge, type Certainty, type Judgement, type Probe, type Resemblance } from './duplicates.ts'
export { findDuplicates, findHolder } from './store/duplicates.ts'
export { AddedPerson, askWhich, chooseKnown, settlePerson } from './settle.ts'
export { listPeople, listTwins, type PersonFactsRow } from './store/facts.ts'
export { maskedNumber, matchByName, matchByNumber, takesNumber, unpackBirth } from './known.ts'
export { listHistory, type HistoryEntry } from './store/history.ts'
export {
  findPerson,
  getPerson,
  insertPeople,
  findIdsByName,
  linkPeople,
  linkPerson,
  listInstitutions,
  updatePerson,
  type FoundPerson,
  type NewPerson,
} from './store/person.ts'
export { CandidateChoice } from './pages/candidates.tsx'
export { PersonFacts } from './pages/facts.tsx'
export { fieldProps, PersonFormFields } from './pages/fields.tsx'
export { History } from './pages/history.tsx'
export { revealNumber } from './actions/reveal-citizen-number.ts'
export { RevealForm, Revealed, revealPersonNumber } from './pages/reveal.tsx'
export { takeRevealed } from './pages/revealed.ts'
