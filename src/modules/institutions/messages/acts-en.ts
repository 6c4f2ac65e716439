import type { vi } from './acts-vi.ts'

export const en: { readonly [K in keyof typeof vi]: string } = {
  'institutions.action.propose-change': 'Propose a change',
  'institutions.action.decide-proposal': 'Decide on a proposal',
  'institutions.action.change-part': 'Edit the record of an institution',
  'institutions.action.create-institution': 'Add an institution',
  'institutions.action.set-standing': 'Record the standing of an institution',
  'institutions.action.record-succession': 'Record a merger, split, new name or dissolution',
  'institutions.action.add-recognition': 'Add a recognition',
  'institutions.action.change-recognition': 'Edit a recognition',
  'institutions.action.declare-infrastructure': 'Send a declaration of digital infrastructure',
  'institutions.action.decide-infrastructure': 'Confirm or return a declaration of digital infrastructure',
  'institutions.action.add-checklist': 'Add a checklist of digital infrastructure',
  'institutions.action.withdraw-checklist': 'Withdraw a checklist of digital infrastructure',
  'institutions.action.load-register': 'Load the first list of institutions',
  'institutions.action.load-examples': 'Load example institutions',
}
