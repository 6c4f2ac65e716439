/** The front door: what other modules and the application may use. */
export { createFirstAdministrator, firstAdministratorToken } from './actions/create-first-administrator.ts'
export { endGrant } from './actions/end-grant.ts'
export { giveGrant } from './actions/give-grant.ts'
export { inviteAccount } from './actions/invite-account.ts'
export { demoAccounts, type DemoAccount } from './demo.ts'
export { areasOfRole, isRole, needsSecondFactor, roles, type Role } from './role.ts'
export { areaText, roleText } from './view/grant-text.tsx'
export { WhyVisible } from './view/why-visible.tsx'
