import { z } from 'zod'
import { limits } from './limits.ts'

/** Most used passwords of ten characters and more, and local habits; letters are compared without case. */
const tooCommon: ReadonlySet<string> = new Set([
  '1234567890',
  '0123456789',
  '0987654321',
  '12345678910',
  '123456789a',
  'a123456789',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'qwertyuiop',
  'qwerty123456',
  'password123',
  'password1234',
  'password12',
  'passw0rd123',
  'iloveyou123',
  'administrator',
  'admin123456',
  'adminadmin',
  'matkhau123',
  'matkhau1234',
  'matkhau12345',
  'anhyeuem123',
  'emyeuanh123',
  'vietnam123',
  'vietnam1234',
  'abc1234567',
  'abcd123456',
  'abc123456789',
  'huethuongmen',
  'giaovien123',
  'hocsinh123',
  'truonghoc123',
  '1111111111',
  '0000000000',
  '1122334455',
])

/** Is it a password that guessing tries first: in the list, or one character over and over? */
function isCommonPassword(password: string): boolean {
  return tooCommon.has(password.toLowerCase()) || /^(.)\1*$/u.test(password)
}

/** A new password: long enough, and none of the most common. */
export const NewPassword = z
  .string()
  .min(limits.password.least, 'identity.password.short')
  .max(limits.password.most, 'identity.password.long')
  .refine((password) => !isCommonPassword(password), 'identity.password.common')
