import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  'resources.offline.menu': 'Pack for use without a network (ZIP)',
  'resources.offline.lead':
    'Copy the whole folder to a USB stick or another machine and open index.html in a browser; no network is needed.',
  'resources.offline.taken': 'Taken from {address} on {day}.',
  'resources.offline.contents': 'In this pack',
  'resources.offline.by': 'Authors: {names}',
  'resources.offline.licence': 'Licence: {name}',
  'resources.offline.original': 'Original: {address}',
  'resources.offline.link': 'This resource is at another address and needs a network: {address}',
  'resources.offline.nested': 'This collection has a pack of its own, at the address of the original.',
  'resources.offline.gone': 'No longer in the repository: {titles}.',
  'resources.offline.alternative': 'Described in words: {text}',
}
