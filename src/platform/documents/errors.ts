/** Why no document came: the template is wrong, it took too long, or the compiler died. Always a defect of ours. */
export class DocumentError extends Error {
  readonly code: 'template' | 'timeout' | 'crashed'
  /** The file of the template, and its line counted from 1, where they are known. */
  readonly file: string | undefined
  readonly line: number | undefined

  constructor(code: DocumentError['code'], message: string, file?: string, line?: number) {
    super(file === undefined ? message : `${file}${line === undefined ? '' : `:${line}`}: ${message}`)
    this.name = 'DocumentError'
    this.code = code
    this.file = file
    this.line = line
  }
}
