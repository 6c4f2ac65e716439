import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Adds to `package-lock.json` the optional packages of other systems (a macOS or ARM binary of a tool) that a registry
 * mirror did not offer when the lock was written. Without them `npm ci` calls the lock incomplete. Run it after adding
 * or raising a dependency.
 */
type Entry = {
  version?: string
  cpu?: string[]
  os?: string[]
  libc?: string[]
  optional?: boolean
  dev?: boolean
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'sunos', 'aix']
const added: string[] = []

for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`
    if (lock.packages[place] || !/^\d+\.\d+\.\d+/.test(version)) continue
    const system = platformOf(name)
    if (!system) continue
    lock.packages[place] = { version, ...system, ...(parent.dev ? { dev: true } : {}), optional: true }
    added.push(`${name}@${version}`)
  }
}

const packages = Object.fromEntries(
  Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
)
writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
process.stdout.write(`${added.length} added\n${added.join('\n')}\n`)

/** The system a binary package names itself after: `…-linux-arm64-musl`. */
function platformOf(name: string): Pick<Entry, 'cpu' | 'os' | 'libc'> | undefined {
  const words = name.split(/[/-]/)
  if (words.includes('wasm32')) return { cpu: ['wasm32'] }
  const os = words.find((word) => systems.includes(word))
  if (!os) return undefined
  const cpu = words[words.indexOf(os) + 1] ?? 'x64'
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : undefined
  return { cpu: [cpu], os: [os], ...(libc && os === 'linux' ? { libc } : {}) }
}
