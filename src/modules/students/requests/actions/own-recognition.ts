import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { hasEnded } from '../../enrolment.ts'
import { noteRecognition } from '../../marks/actions/recognition.ts'
import { RecognitionFields } from '../../marks/recognition.ts'
import { getEnrolment } from '../../store/enrolment.ts'
import { ownPerson } from './data-request.ts'

/** A learner asks that earlier results be recognised, or for exemption (Thông tư 04/2022/TT-BLĐTBXH, Điều 10); the principal decides. */
export const askOwnRecognition = defineAction({
  name: 'students.ask-own-recognition',
  permission: 'students.learn',
  input: RecognitionFields.safeExtend({ enrolment: z.uuid() }),
  async find(db, input, { actor }) {
    const enrolment = await getEnrolment(db, input.enrolment)
    if (enrolment.person_id !== ownPerson(actor)) throw notFound()
    return enrolment
  },
  about: (enrolment) => ({ person: enrolment.person_id }),
  async run(tx, { input, target, app }) {
    if (hasEnded(target.state)) throw precondition('students.request.error.ended')
    return noteRecognition(tx, app, target, input)
  },
})
