import { begin } from './upload/box.ts'

/** Uploads that go on: files and folders dropped on the page of a draft, or on the one that makes a draft. */
const root = document.querySelector<HTMLElement>('[data-upload]')
if (root) begin(root)
