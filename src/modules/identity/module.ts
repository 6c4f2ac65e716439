import { linkPerson } from './actions/link-person.ts'
import type { Module } from '#platform/module.ts'
import { acceptInvitation } from './actions/accept-invitation.ts'
import { blockAccount, unblockAccount } from './actions/block-account.ts'
import { changePassword } from './actions/change-password.ts'
import { createApiKey, revokeApiKey } from './actions/create-api-key.ts'
import { createFirstAdministrator } from './actions/create-first-administrator.ts'
import { endGrant } from './actions/end-grant.ts'
import { endOtherSessions, endSession } from './actions/end-session.ts'
import { giveGrant } from './actions/give-grant.ts'
import { inviteAccount, resendInvitation } from './actions/invite-account.ts'
import { noteNewPasskey } from './actions/note-new-passkey.ts'
import { noteSignIn } from './actions/note-sign-in.ts'
import { removePasskey } from './actions/remove-passkey.ts'
import { requestReset } from './actions/request-reset.ts'
import { resetPassword } from './actions/reset-password.ts'
import { resetSecondFactor } from './actions/reset-second-factor.ts'
import {
  confirmSecondFactor,
  endSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from './actions/set-up-second-factor.ts'
import { signIn } from './actions/sign-in.ts'
import { signOut } from './actions/sign-out.ts'
import { startOidc } from './actions/start-oidc.ts'
import { updateProfile } from './actions/update-profile.ts'
import { verifyCode } from './actions/verify-code.ts'
import { authenticate } from './authenticate.ts'
import { accountData } from './personal-data.ts'
import { loadDemo } from './demo.ts'
import { duties } from './duties.ts'
import { endpoints } from './endpoints.ts'
import { invitationLetter, newDeviceLetter, resetLetter, sweep } from './jobs.ts'
import { accountPage } from './pages/account.tsx'
import { apiKeyPage } from './pages/api-keys.tsx'
import { accountDetail } from './pages/detail.tsx'
import { firstPage } from './pages/first.tsx'
import { forgottenPage } from './pages/forgotten.tsx'
import { invitationPage } from './pages/invitation.tsx'
import { accountList } from './pages/list.tsx'
import { logEntryPage } from './pages/log-entry.tsx'
import { logPage } from './pages/log.tsx'
import { looksPage } from './pages/looks.tsx'
import { newAccountPage } from './pages/new.tsx'
import { newPasswordPage } from './pages/new-password.tsx'
import { secondFactorPage } from './pages/second-factor.tsx'
import { secondStepPage } from './pages/second-step.tsx'
import { passkeySignIn } from './pages/sign-in-passkey.tsx'
import { signInPage } from './pages/sign-in.tsx'
import { signOutPage } from './pages/sign-out.tsx'
import { whyPage } from './pages/why.tsx'
import { words } from './words.ts'

/** Accounts, sign-in, second factor, sessions, roles and grants by area, API keys, and the logs of acts and looks. */
export const identity: Module = {
  name: 'identity',
  needs: [],
  words,
  migrations: import.meta.glob('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  permissions: [
    {
      name: 'identity.manage-accounts',
      roles: ['system-administrator', 'department-officer', 'school-manager'],
    },
    {
      name: 'identity.read-log',
      roles: ['system-administrator', 'department-leader', 'inspector', 'school-manager'],
    },
    // Held by no role: acts of the system itself.
    { name: 'identity.system', roles: [] },
  ],
  pages: [
    signInPage,
    passkeySignIn,
    secondStepPage,
    signOutPage,
    forgottenPage,
    newPasswordPage,
    invitationPage,
    firstPage,
    accountPage,
    secondFactorPage,
    apiKeyPage,
    looksPage,
    whyPage,
    accountList,
    newAccountPage,
    accountDetail,
    logPage,
    logEntryPage,
  ],
  actions: [
    linkPerson,
    signIn,
    verifyCode,
    signOut,
    startOidc,
    requestReset,
    resetPassword,
    changePassword,
    acceptInvitation,
    updateProfile,
    startSecondFactor,
    confirmSecondFactor,
    renewRecoveryCodes,
    endSecondFactor,
    resetSecondFactor,
    endSession,
    endOtherSessions,
    noteNewPasskey,
    removePasskey,
    createApiKey,
    revokeApiKey,
    inviteAccount,
    resendInvitation,
    giveGrant,
    endGrant,
    blockAccount,
    unblockAccount,
    createFirstAdministrator,
    noteSignIn,
  ],
  endpoints,
  jobs: [invitationLetter, resetLetter, newDeviceLetter, sweep],
  nav: [
    {
      href: '/quan-tri/tai-khoan',
      label: 'identity.list.title',
      permission: 'identity.manage-accounts',
      group: 'admin',
    },
    {
      href: '/quan-tri/nhat-ky',
      label: 'identity.log.title',
      permission: 'identity.read-log',
      group: 'admin',
    },
  ],
  duties,
  personalData: [accountData],
  authenticate,
  demo: loadDemo,
}
