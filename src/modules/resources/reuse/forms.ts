import { defineForm } from '#platform/pages/page.ts'
import { resourcePath } from '../resource.ts'
import { addToCollection } from './actions/collect.ts'
import { copyResource } from './actions/copy-resource.ts'
import { follow, thank } from './actions/use.ts'

/** Forms of the resource page that reuse brings. */
export const reuseForms = {
  copy: defineForm({
    action: copyResource,
    then: ({ code }) => ({ to: `${resourcePath(code)}/soan`, say: 'resources.reuse.copied' }),
  }),
  collect: defineForm({
    action: addToCollection,
    then: ({ code, title }) => ({
      to: `${resourcePath(code)}/soan`,
      say: 'resources.reuse.collected',
      params: { title },
    }),
  }),
  follow: defineForm({
    action: follow,
    then: ({ code, on }) => ({
      to: resourcePath(code),
      say: on ? 'resources.reuse.following' : 'resources.reuse.not_following',
    }),
  }),
  thank: defineForm({
    action: thank,
    then: ({ code }) => ({ to: resourcePath(code), say: 'resources.reuse.thanked_now' }),
  }),
}
