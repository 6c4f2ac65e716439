import { presentSdJwt } from '#platform/credentials/testing/present.ts'
import type { ShareField } from '../../own/share.ts'
import { issueDiplomaSdJwt } from '../presentation.ts'

type Issued = Parameters<typeof issueDiplomaSdJwt>

/** A diploma showing these fields only, as a wallet hands it over. */
export const presentDiploma = async (
  app: Issued[0],
  diploma: Issued[1],
  key: Issued[2],
  fields: readonly ShareField[],
): Promise<string> => presentSdJwt(await issueDiplomaSdJwt(app, diploma, key), fields)
