import type { Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { addressOf } from '#platform/rate.ts'
import type { PublicFacts } from './facts.ts'
import { countWrong, refuseGuessing, type Sender } from './guard.ts'
import type { Question } from './question.ts'
import { findBySerial } from './store/check.ts'

/** Who a request counts for: the account of its key, or else the network address. */
export function senderOf(actor: Actor, request: Request): Sender {
  return actor.kind === 'account' && actor.via === 'api-key'
    ? { account: actor.id }
    : { address: addressOf(request.headers) }
}

/**
 * Answers a number with its second fact. An unknown number, a wrong name and a wrong birth date take the same way and
 * answer alike: with nothing. Only these count against the sender.
 * @throws AppError too_many
 */
export async function answerQuestion(
  app: App,
  db: Db,
  question: Question,
  sender: Sender,
): Promise<PublicFacts[]> {
  await refuseGuessing(app, sender, [question.serial])
  const found = await findBySerial(db, question)
  if (found.length === 0) await countWrong(app, sender, question.serial)
  return found
}
