import type { Part } from '#platform/parts.ts'
import { makeCredentialKey, revokeCredentialKey, rotateCredentialKey } from './actions/keys.ts'
import { credentialEndpoints } from './endpoints.ts'
import { credentialKeysPage } from './pages/keys.tsx'
import { vcApiEndpoints } from './vc-api/endpoints.ts'
import { offerToWallet, redeemOffer, takeOffered } from './wallet/actions/offer.ts'
import { walletEndpoints } from './wallet/endpoints.ts'
import { walletPage } from './wallet/pages/wallet.tsx'
import { credentialWords } from './words.ts'

/** Diplomas as credentials anybody can check without us: keys, DID documents, lists of status. */
export const credentialsPart: Part = {
  words: credentialWords,
  pages: [walletPage, credentialKeysPage],
  actions: [
    makeCredentialKey,
    rotateCredentialKey,
    revokeCredentialKey,
    offerToWallet,
    redeemOffer,
    takeOffered,
  ],
  endpoints: [...credentialEndpoints, ...walletEndpoints, ...vcApiEndpoints],
}
