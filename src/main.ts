import { runCommand } from './app/cli.ts'

// A reader that has seen enough (`| head`) closes the pipe: that ends the command without a word.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(1)
})
const status = await runCommand(process.argv.slice(2), process.env)
// The embedded database's exit hook would end the process with 0; what was written goes out first.
process.stdout.write('', () => process.stderr.write('', () => process.exit(status)))
