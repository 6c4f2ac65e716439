/**
 * Limits of sign-in, in one place. Each may be changed by a decision of the operator; the reason stands beside it.
 * Durations are in seconds.
 */
export const limits = {
  /** A working day at one's own desk without typing the password again. */
  idle: 12 * 3600,
  /** Elevated roles reach every school's records: an unattended desk over lunch must not stay open. */
  idleElevated: 2 * 3600,
  /** Used or not, a session of an elevated role ends with the working day, any other with the week. */
  longest: 7 * 24 * 3600,
  longestElevated: 12 * 3600,
  /** How often a used session is prolonged: idle times are exact to this. */
  renewEvery: 5 * 60,
  /** Ten wrong passwords in a quarter of an hour are guessing, not forgetting. */
  wrongPasswords: { most: 10, within: 15 * 60 },
  /** A school sits behind one address, so this is wide; it stops one machine trying many accounts. */
  attemptsPerAddress: { most: 200, within: 15 * 60 },
  /** Letters to one address: enough for a lost first letter, too few to be a nuisance. */
  resetLetters: { most: 5, within: 3600 },
  resetLink: 3600,
  invitationLink: 7 * 24 * 3600,
  password: { least: 10, most: 128 },
  /** API keys end: a forgotten one must not open the door for ever. */
  apiKeyDays: 365,
} as const
