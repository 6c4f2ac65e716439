import { readCaptions } from './captions.ts'
import type { Found, Question } from './found.ts'
import { readOffice } from './office.ts'
import { readPdf } from './pdf.ts'
import { readPicture } from './picture.ts'
import { readRecording } from './recording.ts'
import { readText } from './text.ts'

/** Reads a file for its words, facts and a picture of it. What is wrong with the file is a finding, not an error. */
export async function readContent(question: Question): Promise<Found> {
  const { path } = question
  switch (question.what) {
    case 'pdf':
      return readPdf(path)
    case 'office':
      return readOffice(path, question.kind)
    case 'picture':
      return readPicture(path)
    case 'recording':
      return readRecording(path)
    case 'captions':
      return readCaptions(path)
    case 'text':
      return { text: await readText(path, question.isMarkup) }
  }
}
