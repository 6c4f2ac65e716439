import type { NodeCompiler as Compiler } from '@myriaddreamin/typst-ts-node-compiler'

/** One document to make. Paths in `files` begin with "/"; `main` is one of them. */
export type Job = {
  main: string
  files: Record<string, string | Uint8Array>
  inputs: Record<string, string>
  standard: string | undefined
  /** Seconds since 1970, written into the document as its day. */
  at: number
}

export type Answer = { pdf: Uint8Array } | { message: string; file?: string; line?: number }

/** What the program is started with: the path of the compiler's entry file and the folders of fonts. */
export type Setup = { compiler: string; fonts: string[] }

/**
 * The program of the compiler's process. It is handed over as its own source text, so that it needs no file of its
 * own in a bundle: it may use nothing from outside its body. Ends when the process that started it goes.
 */
export function compileInProcess(): void {
  const setup = JSON.parse(process.argv[1] ?? '') as Setup
  const load = process.getBuiltinModule('node:module').createRequire(setup.compiler)
  const { NodeCompiler } = load(setup.compiler) as { NodeCompiler: typeof Compiler }
  // A folder that does not exist: templates see the files of their job and nothing of the machine.
  const root = '/documents-have-no-folder'
  const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontPaths: setup.fonts }] })

  process.on('message', (job: Job) => {
    process.send?.(compile(job))
  })

  function compile(job: Job): Answer {
    for (const [path, content] of Object.entries(job.files)) {
      if (typeof content === 'string') compiler.addSource(root + path, content)
      else compiler.mapShadow(root + path, Buffer.from(content))
    }
    try {
      const compiled = compiler.compile({
        mainFilePath: root + job.main,
        inputs: job.inputs,
        resetRead: true,
      })
      const document = compiled.result
      if (!document) return firstFault(compiled.takeError())
      const standard = job.standard === undefined ? {} : { pdfStandard: job.standard }
      return { pdf: compiler.pdf(document, { ...standard, creationTimestamp: job.at }) }
    } catch (error) {
      return { message: error instanceof Error ? error.message : String(error) }
    } finally {
      for (const path of Object.keys(job.files)) compiler.unmapShadow(root + path)
      compiler.evictCache(10)
    }
  }

  function firstFault(error: ReturnType<ReturnType<Compiler['compile']>['takeError']>): Answer {
    const faults = error ? compiler.fetchDiagnostics(error) : []
    const [fault] = faults as { message: string; path: string; range: { start: { line: number } } | null }[]
    if (!fault) return { message: 'the compiler gave no reason' }
    const at = fault.range ? { line: fault.range.start.line + 1 } : {}
    return { message: fault.message.replaceAll(root, ''), file: fault.path.replace(root, ''), ...at }
  }
}
