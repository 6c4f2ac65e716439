import { SDJwtInstance } from '@sd-jwt/core'
import type { JsonObject } from '../index.ts'
import { common } from '../sd-jwt.ts'

/** A credential showing only these of its hidden claims, as a wallet hands it over. */
export const presentSdJwt = (sdJwt: string, shown: readonly string[]): Promise<string> =>
  new SDJwtInstance<JsonObject>(common).present(sdJwt, Object.fromEntries(shown.map((name) => [name, true])))
