import { runCommand } from './app/cli.ts'

const status = await runCommand(process.argv.slice(2), process.env)
// The embedded database's exit hook would end the process with 0; what was written goes out first.
process.stdout.write('', () => process.stderr.write('', () => process.exit(status)))
