/** One icon of Lucide as SVG text; single files, so a process never holds the whole set. */
declare module 'lucide-static/dist/esm/icons/*' {
  const svg: string
  export default svg
}
