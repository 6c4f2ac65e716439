import { BlockList, isIP } from 'node:net'

/** Networks that are nobody's public address: a source there would have us read our own network. */
const inner = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(net, bits, 'ipv4')

/** Of IPv6 only what is given out to the public (2000::/3), without the parts that carry an IPv4 address or lead nowhere. */
const outer = new BlockList()
outer.addSubnet('2000::', 3, 'ipv6')
const innerSix = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  innerSix.addSubnet(net, bits, 'ipv6')

/** Is it an address of the public internet? */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !inner.check(address, 'ipv4')
  if (version !== 6) return false
  return outer.check(address, 'ipv6') && !innerSix.check(address, 'ipv6')
}
